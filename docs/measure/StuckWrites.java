/// Whether virtual threads still run while threads are stuck in the write of a file. Not on
/// Windows.
///
/// ```sh
/// java docs/measure/StuckWrites.java virtual 2
/// ```
///
/// A pipe that nobody empties stands for a disk that does not answer.
void main(String... args) throws Exception {
  Thread.Builder kind =
      args[0].equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
  int stuck = Integer.parseInt(args[1]);
  Path folder = Files.createTempDirectory("stuck");
  for (int i = 0; i < stuck; i++) {
    Path pipe = folder.resolve("pipe" + i);
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    FileChannel file = // opened for both, which waits for no reader
        FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    kind.start(() -> write(file));
  }
  Thread.sleep(500); // until they are stuck
  CountDownLatch ran = new CountDownLatch(1);
  Thread.startVirtualThread(ran::countDown);
  IO.println(
      "%d processors, %d %s threads stuck, another virtual thread %s"
          .formatted(
              Runtime.getRuntime().availableProcessors(),
              stuck,
              args[0],
              ran.await(3, TimeUnit.SECONDS) ? "runs" : "does not run"));
  Runtime.getRuntime().halt(0); // nothing else frees a virtual thread from such a write
}

void write(FileChannel file) {
  try {
    file.write(ByteBuffer.allocate(1 << 20));
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  }
}
