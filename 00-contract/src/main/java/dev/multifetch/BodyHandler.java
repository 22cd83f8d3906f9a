package dev.multifetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Decides where the body of a response goes, piece by piece. A fetcher without a handler keeps
/// bodies in memory.
///
/// The fetcher asks it each time a server has answered, with whatever status, except for redirects
/// that it follows. If [FetchOptions#politeness] allows several attempts at a URL, the fetcher asks
/// once for each attempt that is answered. The handler may wait. Meanwhile the fetcher may ask it
/// about other URLs of the batch, on other threads.
@FunctionalInterface
public interface BodyHandler {

  /// What is known about a response before its body.
  ///
  /// @param index the URL's place in the batch, from 0
  /// @param url the URL as it was asked for
  /// @param finalUrl the URL that answered, after redirects
  record Response(long index, URI url, URI finalUrl, int status, Headers headers) {}

  /// Opens the writer that takes the body.
  ///
  /// @throws IOException if that fails: the URL ends as [FailureKind#WRITE_FAILED]
  BodyWriter open(Response response) throws IOException;

  /// Whether the handler or its writers may wait, for example for a disk. If they never wait, the
  /// fetcher calls them on the thread that receives the body, even on an event loop.
  default boolean mayWait() {
    return true;
  }

  /// Saves each body to its own file. The file gets its name only when the body is whole. Until
  /// then its name ends in `.part`. It replaces a file of the same name.
  ///
  /// @param paths names the file; its folder must exist
  static BodyHandler toFiles(Function<? super Response, Path> paths) {
    return response -> new FileBody(paths.apply(response));
  }

  /// Saves each body to a file of its own, like [#toFiles], but replaces no file. So two programs
  /// may save to the same folder.
  ///
  /// @param names the names to try, until one is free
  /// @param saved is told the name before the URL ends, on a thread of its own; it must not wait
  static BodyHandler toNewFiles(
      Function<? super Response, Stream<Path>> names,
      BiConsumer<? super Response, ? super Path> saved) {
    return response ->
        FileBody.ofNewFile(names.apply(response).iterator(), file -> saved.accept(response, file));
  }

  /// Deletes what [#toFiles] and [#toNewFiles] left in this folder, and in the folders below it,
  /// when their process was killed. Files to which another process is writing stay. Call this
  /// before this process saves anything there.
  static void deleteLeftovers(Path folder) throws IOException {
    UnfinishedFile.deleteAbandoned(folder);
  }

  /// Saves nothing: bodies are received and counted.
  static BodyHandler discarding() {
    return NoBody.INSTANCE;
  }
}
