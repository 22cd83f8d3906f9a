import module java.net.http;

import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

final int atOnce = 6;

void main(String[] given) throws Exception {
  var http = URI.create(given.length > 0 ? given[0] : "http://127.0.0.1:8080/bytes/1000");
  int requests = given.length > 1 ? Integer.parseInt(given[1]) : 2_000;
  if (requests < 1 || requests > 10_000) { // a closed connection may keep its port for a minute
    throw new IllegalArgumentException("requests must be 1 to 10000, was " + requests);
  }
  var https = URI.create(ask(http, "about").getProperty("https")).resolve(http.getRawPath());
  var clients = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
  clients.sslContext(trusting(http.resolve("/control/authority")));
  IO.println("                          requests  connections  seconds  ms a request");
  for (var url : List.of(http, https)) {
    for (boolean keep : List.of(false, true)) {
      fetchAll(clients, keep, url, 1 + requests / 4); // warms up, and is not counted
      int before = Integer.parseInt(ask(http, "evidence").getProperty("connections"));
      long start = System.nanoTime();
      fetchAll(clients, keep, url, requests);
      double millis = (System.nanoTime() - start) / 1e6;
      int after = Integer.parseInt(ask(http, "evidence").getProperty("connections"));
      var way = url.getScheme() + (keep ? ", one client" : ", a client for each");
      var row = "%-25s %8d %12d %8.1f %13.2f";
      IO.println(row.formatted(way, requests, after - before, millis / 1_000, millis / requests));
    }
  }
}

void fetchAll(HttpClient.Builder clients, boolean keep, URI url, int count) throws Exception {
  var get = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
  try (var one = clients.build();
      var pool = Executors.newFixedThreadPool(atOnce)) {
    Callable<Integer> fetch =
        () -> {
          try (var own = keep ? null : clients.build()) { // its connection ends with it
            var client = keep ? one : own;
            return client.send(get, HttpResponse.BodyHandlers.ofByteArray()).body().length;
          }
        };
    for (var length : pool.invokeAll(Collections.nCopies(count, fetch))) {
      length.get(); // throws what the request has thrown
    }
  }
}

Properties ask(URI server, String what) throws IOException {
  var answer = new Properties();
  try (var in = server.resolve("/control/" + what).toURL().openStream()) {
    answer.load(in);
  }
  return answer;
}

SSLContext trusting(URI authority) throws Exception {
  var store = KeyStore.getInstance(KeyStore.getDefaultType());
  store.load(null, null); // begins empty
  try (var in = authority.toURL().openStream()) {
    var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    store.setCertificateEntry("origin", certificate);
  }
  var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  trust.init(store);
  var context = SSLContext.getInstance("TLS");
  context.init(null, trust.getTrustManagers(), null);
  return context;
}
