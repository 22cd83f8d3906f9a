package dev.multifetch.cli.get.network;

import dev.multifetch.Credentials;
import dev.multifetch.HostName;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.get.input.UnicodeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of user names and passwords, with entries such as `machine example.com login me password
/// secret`. The entry `default` is for all other hosts. The first entry for a host counts.
final class Netrc implements Credentials {

  /// A word, or a text in quotes in which a backslash protects the next character.
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final class Entry {
    final String host; // empty for all hosts
    String login = "";
    String password = "";

    Entry(String host) {
      this.host = host;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  private Netrc() {}

  /// Reads a file that nobody else can read.
  ///
  /// @throws IOException if it cannot be read, if others can read it, or if it is no such file; the
  ///   message names the file and no password
  static Netrc read(Path file) throws IOException {
    Netrc netrc = new Netrc();
    try {
      checkPermissions(file);
      netrc.parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IOException(Problems.reading(file, e), e);
    }
    return netrc;
  }

  private static void checkPermissions(Path file) throws IOException {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new IOException("other users may read or change it: run chmod 600 " + file);
      }
    } catch (UnsupportedOperationException noPosix) {
      // such a system keeps a user's folder from others in another way
    }
  }

  private void parse(List<String> lines) throws IOException {
    boolean inMacro = false;
    List<String> words = new ArrayList<>();
    for (String line : lines) {
      inMacro = inMacro && !line.isBlank(); // a macro ends with a blank line
      if (inMacro || line.strip().startsWith("#")) {
        continue;
      }
      List<String> more = words(line);
      int macro = more.indexOf("macdef");
      inMacro = macro >= 0;
      words.addAll(inMacro ? more.subList(0, macro) : more);
    }
    entries(words.iterator());
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(line); word.find(); ) {
      String quoted = word.group(1);
      words.add(quoted == null ? word.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return words;
  }

  private void entries(Iterator<String> words) throws IOException {
    while (words.hasNext()) {
      switch (words.next()) {
        case "default" -> entries.add(new Entry(""));
        case "machine" -> entries.add(new Entry(host(next(words))));
        case "login" -> last().login = next(words);
        case "password" -> last().password = next(words);
        case "account" -> next(words);
        default ->
            throw new IOException(
                "a word of it is none of machine, default, login, password, account and macdef");
      }
    }
  }

  /// The host of an entry. A word that is no host fits none.
  private static String host(String machine) {
    return UnicodeHost.canonical(machine).orElse(machine);
  }

  private Entry last() throws IOException {
    if (entries.isEmpty()) {
      throw new IOException("it does not begin with machine or default");
    }
    return entries.getLast();
  }

  private static String next(Iterator<String> words) throws IOException {
    if (!words.hasNext()) {
      throw new IOException("its last word is missing");
    }
    return words.next();
  }

  @Override
  public Optional<String> authorization(boolean secure, String host, int port) {
    String asked = HostName.canonical(host);
    return entries.stream()
        .filter(entry -> entry.host.isEmpty() || entry.host.equals(asked))
        .findFirst()
        .map(entry -> Credentials.basic(entry.login + ":" + entry.password));
  }
}
