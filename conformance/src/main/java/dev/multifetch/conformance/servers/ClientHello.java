package dev.multifetch.conformance.servers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The first message of a TLS handshake (RFC 8446 section 4.1.2), byte for byte, because a server
/// of the JDK would refuse some names in it before a test could read them.
public final class ClientHello {

  private static final int SERVER_NAME = 0; // the extension, RFC 6066 section 3

  private ClientHello() {}

  /// The name that the client asks for (SNI); waits for the message.
  public static Optional<String> serverName(InputStream input) throws IOException {
    DataInputStream record = new DataInputStream(input);
    record.skipNBytes(3); // type and version
    byte[] bytes = new byte[record.readUnsignedShort()];
    record.readFully(bytes);
    ByteBuffer hello = ByteBuffer.wrap(bytes);
    skip(hello, 1 + 3 + 2 + 32); // type, length, version, random
    skip(hello, hello.get()); // session
    skip(hello, hello.getShort()); // cipher suites
    skip(hello, hello.get()); // compression
    skip(hello, 2); // length of the extensions
    while (hello.hasRemaining()) {
      int extension = hello.getShort();
      int length = hello.getShort();
      if (extension == SERVER_NAME) {
        skip(hello, 2 + 1); // length of the list, type of the name
        byte[] name = new byte[hello.getShort()];
        hello.get(name);
        return Optional.of(new String(name, StandardCharsets.US_ASCII));
      }
      skip(hello, length);
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
  }
}
