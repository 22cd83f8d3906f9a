package dev.multifetch.cli;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// nginx or Apache httpd, as Debian has them, on two free ports of the loopback. It serves what is
/// in the folders `plain`, `gzip` (compressed on the way, in chunks) and `ssi` (in chunks).
final class WebServer implements AutoCloseable {

  private static final int PATIENCE = 20; // seconds, until it listens

  private final Process process;
  private final int http;
  private final int https;

  private WebServer(List<String> command, Path folder, String configuration) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(folder.resolve("pem"), Certificates.keyAndCertificate("127.0.0.1"));
    http = freePort();
    https = freePort();
    Files.writeString(
        folder.resolve("conf"),
        configuration
            .replace("FOLDER", folder.toString())
            .replace("HTTPS", Integer.toString(https))
            .replace("HTTP", Integer.toString(http)));
    List<String> whole = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) { // what faces the network is nobody
      whole.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    whole.addAll(command);
    process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    awaitListening(folder);
  }

  static WebServer nginx(Path folder) throws Exception {
    String conf = folder.resolve("conf").toString();
    return new WebServer(
        List.of("/usr/sbin/nginx", "-p", folder.toString(), "-c", conf, "-e", folder + "/errors"),
        folder,
        """
        daemon off;
        pid FOLDER/pid;
        events {}
        http {
          access_log off;
          client_body_temp_path FOLDER/t1;
          proxy_temp_path FOLDER/t2;
          fastcgi_temp_path FOLDER/t3;
          uwsgi_temp_path FOLDER/t4;
          scgi_temp_path FOLDER/t5;
          keepalive_requests 100000;
          types { text/plain txt; text/html html; }
          server {
            listen 127.0.0.1:HTTP;
            listen 127.0.0.1:HTTPS ssl;
            ssl_certificate FOLDER/pem;
            ssl_certificate_key FOLDER/pem;
            root FOLDER;
            location /gzip/ { gzip on; gzip_types text/plain; gzip_min_length 1; }
            location /ssi/ { ssi on; }
          }
        }
        """);
  }

  static WebServer apache(Path folder) throws Exception {
    return new WebServer(
        List.of("/usr/sbin/apache2", "-f", folder.resolve("conf").toString(), "-DFOREGROUND"),
        folder,
        """
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
        LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
        LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
        LoadModule include_module /usr/lib/apache2/modules/mod_include.so
        LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
        ServerRoot FOLDER
        ServerName 127.0.0.1
        PidFile FOLDER/pid
        DefaultRuntimeDir FOLDER
        ErrorLog FOLDER/errors
        TypesConfig /dev/null
        AddType text/plain .txt
        AddType text/html .html
        MaxKeepAliveRequests 0
        Listen 127.0.0.1:HTTP
        Listen 127.0.0.1:HTTPS
        DocumentRoot FOLDER
        <Directory FOLDER>
          Options +Includes
        </Directory>
        <Location /gzip/>
          SetOutputFilter DEFLATE
        </Location>
        <Location /ssi/>
          SetOutputFilter INCLUDES
        </Location>
        <VirtualHost 127.0.0.1:HTTPS>
          SSLEngine on
          SSLCertificateFile FOLDER/pem
        </VirtualHost>
        """);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening(Path folder) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), https)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException(
              "the server does not start: " + Files.readString(folder.resolve("said")), notYet);
        }
        Thread.sleep(10); // nobody tells; the deadline bounds it
      }
    }
  }

  int port(String scheme) {
    return scheme.equals("https") ? https : http;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy(); // SIGTERM: its workers end with it
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
