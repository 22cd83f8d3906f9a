package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static dev.multifetch.conformance.rules.Rule.R25;
import static dev.multifetch.conformance.rules.Rule.R26;
import static dev.multifetch.conformance.rules.Rule.R27;
import static dev.multifetch.conformance.rules.Rule.R28;

import dev.multifetch.FailureKind;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Faults in a body's content.
final class BodyFaults {

  private static final int MIB = 1 << 20;
  private static final int LARGE = 16; // MiB
  private static final End WHOLE = End.with(200, "whole");

  private BodyFaults() {}

  static List<Fault> all() {
    byte[] whole = gzip("whole".getBytes(StandardCharsets.US_ASCII), 1);
    byte[] damaged = whole.clone();
    damaged[whole.length - 8] ^= 1; // in the checksum
    byte[] cut = Arrays.copyOf(whole, whole.length - 8); // all of the data, nothing of the trailer
    byte[] bomb = gzip(new byte[MIB], LARGE);
    byte[] padded = Arrays.copyOf(whole, whole.length + 10);
    return List.of(
        fault(
            "huge-body",
            "A body of 16 MiB, where 1 MiB was allowed",
            R25,
            TOO_LARGE,
            BodyFaults::large),
        fault("bomb", "16 MiB of zeros in 16 KiB of gzip", R26, TOO_LARGE, coded("gzip", bomb)),
        fault(
            "damaged-gzip", "gzip with a wrong checksum", R27, UNDECODABLE, coded("gzip", damaged)),
        fault("cut-gzip", "gzip without its checksum", R27, UNDECODABLE, coded("gzip", cut)),
        fault(
            "damaged-gzip-header",
            "gzip whose header has a wrong checksum",
            R27,
            UNDECODABLE,
            coded("gzip", withWrongHeaderChecksum(whole))),
        fault(
            "endless-gzip-header",
            "gzip whose header never ends",
            R25,
            TOO_LARGE,
            BodyFaults::endlessName),
        fault("padded-gzip", "gzip with NULs after it", R27, WHOLE, coded("gzip", padded)),
        fault(
            "no-coding",
            "`Content-Encoding: none`",
            R28,
            WHOLE,
            coded("none", "whole".getBytes(StandardCharsets.US_ASCII))),
        fault(
            "unknown-coding",
            "A content coding that nobody asked for",
            R28,
            UNDECODABLE,
            coded("other", whole)));
  }

  private static void large(ScriptedConnection connection) throws IOException {
    String chunk = "%x\r\n%s\r\n".formatted(MIB, "x".repeat(MIB));
    connection.request();
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < LARGE; i++) {
      connection.send(chunk);
    }
    connection.answer("0\r\n\r\n");
    connection.awaitClientClose();
  }

  /// RFC 1952 section 2.3: with the flag FHCRC, and two checksum bytes after the header.
  private static byte[] withWrongHeaderChecksum(byte[] gzip) {
    byte[] more = new byte[gzip.length + 2];
    System.arraycopy(gzip, 0, more, 0, 10);
    System.arraycopy(gzip, 10, more, 12, gzip.length - 10);
    more[3] = 2;
    return more;
  }

  private static void endlessName(ScriptedConnection connection)
      throws IOException, InterruptedException {
    connection.request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
    connection.send("\u001f\u008b\b\b\0\0\0\0\0\3");
    connection.sendWithoutEnd("x".repeat(64 << 10));
  }

  private static Script coded(String coding, byte[] body) {
    return Scripts.always(
        "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(coding, body.length)
            + new String(body, StandardCharsets.ISO_8859_1));
  }

  private static byte[] gzip(byte[] data, int times) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(coded)) {
      for (int i = 0; i < times; i++) {
        gzip.write(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused bytes", e);
    }
    return coded.toByteArray();
  }

  private static Fault fault(String id, String what, Rule rule, FailureKind kind, Script script) {
    return fault(id, what, rule, End.in(kind), script);
  }

  private static Fault fault(String id, String what, Rule rule, End end, Script script) {
    return Fault.of(Topic.BODY, id, what, rule, end, script);
  }
}
