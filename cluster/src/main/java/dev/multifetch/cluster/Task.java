package dev.multifetch.cluster;

import dev.multifetch.cli.get.input.Input;
import dev.multifetch.http.Origin;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;

/// One URL of the list on its way to the member that owns its host.
///
/// @param index its place in the list, from 0
/// @param line its line in the file, from 1
/// @param url as the list has it
/// @param next what to fetch: the URL itself, or where redirects have led so far
/// @param moves how often a redirect has led to another host
record Task(long index, long line, String url, String next, int moves) implements Serializable {

  static Task of(Input input) {
    return new Task(input.index(), input.line(), input.text(), input.text(), 0);
  }

  /// The rest of the work, after a redirect to another host.
  Task onward(URI to) {
    return new Task(index, line, url, to.toString(), moves + 1);
  }

  /// What decides which member gets it: scheme, host and port.
  String host() {
    try {
      return Origin.named(target()).map(Origin::toString).orElse(url);
    } catch (URISyntaxException _) {
      return url; // it ends without a request, on any member
    }
  }

  /// What to fetch.
  URI target() throws URISyntaxException {
    return new Input(index, line, next).url();
  }

  /// Its place in the list, for its result.
  Input input() {
    return new Input(index, line, url);
  }
}
