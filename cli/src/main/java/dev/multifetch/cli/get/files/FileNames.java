package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Chooses the names of files below a folder. In a name, / stands between folders.
interface FileNames {

  /// The name of an input's file, if it can be known before the response. Ask once for each input,
  /// in the order of the list: the first of two equal names stays as it is.
  Optional<String> expected(long index, URI url);

  /// The names to try for a body, until one is free.
  Stream<String> names(long index, Response response);

  /// The names that no other input of the list has, so that a file of this name is what a run that
  /// was killed has left of this input.
  List<String> own(long index, Response response);

  /// An earlier run saved an input's body under this name.
  void taken(long index, String name);
}
