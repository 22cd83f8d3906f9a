package dev.multifetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/// Says where the body of a response goes, as it comes. A fetcher without one keeps bodies in
/// memory.
///
/// It is asked when a server has answered, with whatever status, but not for redirects that are
/// followed; where [FetchOptions#politeness] allows several attempts at a URL, once for each that
/// is answered. It may wait: for other URLs of the batch it is asked meanwhile, on other threads.
@FunctionalInterface
public interface BodyHandler {

  /// What is known of a response before its body.
  ///
  /// @param index the URL's place in the batch, from 0
  /// @param url the URL as it was asked for
  /// @param finalUrl the URL that answers, after redirects
  record Response(long index, URI url, URI finalUrl, int status, Headers headers) {}

  /// Opens what takes the body.
  ///
  /// @throws IOException which makes the URL [FailureKind#WRITE_FAILED]
  BodyWriter open(Response response) throws IOException;

  /// Whether it, or a writer that it opens, may wait, such as for a disk. What does not wait is
  /// called wherever the body comes, on an event loop too.
  default boolean mayWait() {
    return true;
  }

  /// To a file each. It is there under its name when it is whole, and not before: until then it is
  /// beside it, under a name that ends in `.part`. A file of that name is replaced.
  ///
  /// @param paths names the file; its folder must be there
  static BodyHandler toFiles(Function<? super Response, Path> paths) {
    return response -> new FileBody(paths.apply(response));
  }

  /// Nowhere: bodies are received and counted.
  static BodyHandler discarding() {
    return NoBody.INSTANCE;
  }
}
