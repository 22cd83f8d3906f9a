package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A letter that two processes pass to and fro in memory that both have mapped: a pipe or a socket
/// takes system calls, which are what is being made to fail.
final class Mailbox {

  private static final int SIZE = 64 << 10; // bytes; a letter is cut to it
  private static final VarHandle TURN = ValueLayout.JAVA_INT.varHandle();
  private static final int LETTER = Integer.BYTES;

  private final MemorySegment memory;
  private final int mine;

  private Mailbox(Path file, int mine) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE, Arena.ofAuto());
    }
    this.mine = mine;
  }

  /// The side that writes first.
  static Mailbox asking(Path file) throws IOException {
    return new Mailbox(file, 0);
  }

  static Mailbox answering(Path file) throws IOException {
    return new Mailbox(file, 1);
  }

  /// Whether it is this side's turn: the other's letter is here, or none has been written yet.
  boolean isMine() {
    return (int) TURN.getAcquire(memory, 0L) == mine;
  }

  String letter() {
    return memory.getString(LETTER, UTF_8);
  }

  /// Passes a letter to the other side.
  void pass(String letter) {
    String cut = letter.substring(0, Math.min(letter.length(), SIZE / 4));
    memory.setString(LETTER, cut, UTF_8);
    TURN.setRelease(memory, 0L, 1 - mine);
  }
}
