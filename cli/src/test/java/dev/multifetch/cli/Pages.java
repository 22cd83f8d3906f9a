package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// What is served: text of several sizes, in a folder for each way to frame and code it.
final class Pages {

  static final List<String> FOLDERS = List.of("plain", "gzip", "ssi");
  private static final int[] SIZES = {10, 1_000, 20_000, 200_000}; // bytes

  private Pages() {}

  /// As many paths as this. No two have the same query, so that each gets damage of its own.
  static List<String> paths(int count) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String folder = FOLDERS.get(i % FOLDERS.size());
      int size = SIZES[i / FOLDERS.size() % SIZES.length];
      paths.add("/%s/%d.%s?%d".formatted(folder, size, folder.equals("ssi") ? "html" : "txt", i));
    }
    return paths;
  }

  static void write(Path root) throws IOException {
    for (String path : paths(FOLDERS.size() * SIZES.length)) {
      Path file = root.resolve(path.substring(1, path.indexOf('?')));
      Files.createDirectories(file.getParent());
      Files.write(file, body(path));
    }
  }

  /// What a path leads to.
  static byte[] body(String path) {
    int size = Integer.parseInt(path.replaceFirst("/\\w+/(\\d+)\\..*", "$1"));
    SplittableRandom lot = new SplittableRandom(size);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append(Long.toString(lot.nextLong(1L << 40), 36)).append('\n');
    }
    return text.substring(0, size).getBytes(US_ASCII);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
