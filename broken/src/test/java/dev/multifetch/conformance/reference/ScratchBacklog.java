package dev.multifetch.conformance.reference;

import static java.util.Objects.requireNonNull;

import dev.multifetch.frontier.Backlog;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Keeps what waits for an origin in a file, one for each origin, until it is closed.
class ScratchBacklog implements Backlog, AutoCloseable {

  private record Scratch(Path file, DataOutputStream out, DataInputStream in) {

    static Scratch create() {
      try {
        Path file = Files.createTempFile("reference", ".urls");
        return new Scratch(
            file,
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))),
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Map<Origin, Scratch> scratches = new HashMap<>();

  @Override
  public void add(Origin origin, Visit visit) {
    DataOutputStream out = scratches.computeIfAbsent(origin, _ -> Scratch.create()).out;
    try {
      out.writeLong(visit.index());
      out.writeUTF(visit.url().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Visit next(Origin origin) {
    Scratch scratch = requireNonNull(scratches.get(origin));
    try {
      scratch.out.flush();
      return Visit.first(scratch.in.readLong(), URI.create(scratch.in.readUTF()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Scratch scratch : scratches.values()) {
      scratch.out.close();
      scratch.in.close();
      Files.delete(scratch.file);
    }
  }
}
