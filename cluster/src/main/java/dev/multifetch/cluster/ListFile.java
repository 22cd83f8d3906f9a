package dev.multifetch.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The file with the list, which some members have.
final class ListFile {

  private ListFile() {}

  /// Whether this machine has the list of a crawl, with the same content under the same name.
  static boolean isHere(CrawlOrder order) throws IOException {
    Path file = Path.of(order.list());
    return Files.isRegularFile(file)
        && Files.isReadable(file)
        && digest(file).equals(order.digest());
  }

  /// SHA-256 of the content.
  static String digest(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(content, sha).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
