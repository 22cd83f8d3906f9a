/// What a number of exchanges in flight costs the process that waits for them: seconds, threads of
/// the operating system, and resident memory. Linux only.
///
/// ```sh
/// java docs/measure/InFlight.java virtual-threads 1000
/// ```
///
/// The origin is in this process and holds each request for a second; `./multifetch get` is watched
/// in another.
void main(String... args) throws Exception {
  String model = args[0];
  int urls = Integer.parseInt(args[1]);
  new ProcessBuilder("./multifetch", "models").start().waitFor(); // builds, if need be
  try (ServerSocket listener = new ServerSocket(0, 16_384, InetAddress.ofLiteral("127.0.0.1"))) {
    Thread.ofVirtual().start(() -> serve(listener));
    Process client =
        new ProcessBuilder(
                ("./multifetch get --quiet --model " + model + " -j " + urls + " -i -").split(" "))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Writer list = client.outputWriter()) {
      list.write(("http://127.0.0.1:" + listener.getLocalPort() + "/\n").repeat(urls));
    }
    long began = System.nanoTime();
    Thread.ofVirtual().start(() -> discard(client));
    long threads = 0;
    long resident = 0;
    while (!client.waitFor(5, TimeUnit.MILLISECONDS)) {
      threads = Math.max(threads, status(client, "Threads"));
      resident = Math.max(resident, status(client, "VmHWM"));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    IO.println(
        "%s: %d URLs, exit %d, %.1f s, %d threads, %d MiB"
            .formatted(model, urls, client.exitValue(), seconds, threads, resident >> 10));
  }
}

/// A figure of a process as Linux has it, or 0 if the process is gone.
long status(Process process, String name) {
  try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
    return lines
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  } catch (IOException | UncheckedIOException gone) {
    return 0;
  }
}

void discard(Process client) {
  try (InputStream output = client.getInputStream()) {
    output.transferTo(OutputStream.nullOutputStream());
  } catch (IOException ended) {
    // nothing to discard any more
  }
}

void serve(ServerSocket listener) {
  while (true) {
    try {
      Socket socket = listener.accept();
      Thread.ofVirtual().start(() -> answer(socket));
    } catch (IOException closed) {
      return;
    }
  }
}

void answer(Socket socket) {
  byte[] response =
      ("HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n" + "x".repeat(1024))
          .getBytes(StandardCharsets.US_ASCII);
  try (socket) {
    var requests =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    while (true) {
      String line = requests.readLine();
      while (line != null && !line.isEmpty()) {
        line = requests.readLine();
      }
      if (line == null) {
        return;
      }
      Thread.sleep(1_000); // what the client waits for
      socket.getOutputStream().write(response);
    }
  } catch (IOException | InterruptedException clientLeft) {
    // so does this thread
  }
}
