package dev.multifetch.client.blocking;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.Resolver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Lets the calling thread wait for a lookup, and stop waiting when its call is ended.
final class BlockingResolver {

  private final Resolver resolver;

  BlockingResolver(FetchOptions options) {
    this.resolver = new Resolver(options);
  }

  /// The addresses of a host, at least one, to connect to this port.
  List<InetAddress> addresses(String host, int port, Call call) throws IOException {
    CompletableFuture<List<InetAddress>> found = resolver.addresses(host, port, call);
    try (var _ = call.abortBy(() -> found.cancel(false))) {
      return found.get();
    } catch (ExecutionException e) {
      throw unknown(requireNonNull(e.getCause()));
    } catch (CancellationException e) {
      throw new InterruptedIOException("ended while its host was looked up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while its host was looked up");
    }
  }

  private static IOException unknown(Throwable cause) {
    return switch (cause) {
      case IOException unknown -> unknown;
      case Error defect -> throw defect;
      default -> throw new IllegalStateException(cause);
    };
  }
}
