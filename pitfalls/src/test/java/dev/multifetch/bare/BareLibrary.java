package dev.multifetch.bare;

import java.util.List;
import java.util.function.Supplier;

/// A library that is left alone.
///
/// @param version the one that is on the class path
record BareLibrary(String name, String version, Supplier<BareClient> opening) {

  static List<BareLibrary> all() {
    return List.of(
        of(
            "Apache HttpClient",
            org.apache.hc.client5.http.classic.HttpClient.class,
            ApacheClassic::new),
        of(
            "Apache HttpClient, async",
            org.apache.hc.client5.http.async.HttpAsyncClient.class,
            ApacheAsync::new),
        new BareLibrary("OkHttp", okhttp3.OkHttp.VERSION, OkHttp::new),
        new BareLibrary("java.net.http", jdk(), Jdk::new),
        new BareLibrary("HttpURLConnection", jdk(), UrlConnection::new),
        of("Netty's codec", io.netty.handler.codec.http.HttpClientCodec.class, NettyTutorial::new));
  }

  private static BareLibrary of(String name, Class<?> known, Supplier<BareClient> opening) {
    return new BareLibrary(name, known.getPackage().getImplementationVersion(), opening);
  }

  private static String jdk() {
    return "JDK " + Runtime.version().feature();
  }

  @Override
  public String toString() {
    return name;
  }
}
