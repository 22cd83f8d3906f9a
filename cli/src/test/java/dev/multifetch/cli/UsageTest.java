package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A command line that is wrong ends with 2, and says which option, why, and what would be right.
class UsageTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-j | 0 | -j must be 1 or more, was 0",
        "-j | many | -j must be a whole number such as 10, was many",
        "-j | 2147483647 | -j: 2147483647 URLs in flight need 2147483679 open files, ",
        "--max-redirects | -1 | --max-redirects must be 0 or more, was -1",
        "--timeout | 5y | --timeout must be a time such as 500ms, 30s, 2m or 1h, was 5y",
        "--connect-timeout | 0 | --connect-timeout must be 1ms or more, was 0",
        "--deadline | soon | --deadline must be a time such as 500ms, 30s, 2m or 1h, was soon",
        "--max-body | 16MB | --max-body must be a size such as 16MiB, 64k or 1000, was 16MB",
        "--max-body | 9999999999G | --max-body must be at most 9223372036854775807, such as 16MiB,"
            + " was 9999999999G",
        "--per-host | 0 | --per-host must be 1 or more, was 0",
        "--delay | 0 | --delay must be 1ms or more, was 0",
        "--rate | 5/d | --rate must be a rate such as 100/s, 30/m or 1000/h, was 5/d",
        "--rate | 0/s | --rate must be 1/h or more, was 0/s",
        "--retry | -1 | --retry must be 0 or more, was -1",
        "--retry-max-time | 1d | --retry-max-time must be a time such as 500ms, 30s, 2m or 1h, ",
        "-H | NoColon | -H must be a name, a colon and a value",
        "-H | Host: x | -H cannot be sent: header Host is set by the fetcher itself",
        "-H | a b: x | -H cannot be sent: header name must be a token",
        "--model | nope | --model must be one of blocking, ",
        "--cacert | missing.pem | --cacert must be a file of PEM certificates: cannot read",
        "-i | missing.txt | -i: cannot read missing.txt: no such file or directory",
        "-i | . | -i: cannot read .: it is a folder",
        "--output-dir | /dev/null/x | --output-dir: cannot write /dev/null/x: ",
        "--save-failed | /missing/x | --save-failed: cannot write /missing/x: no such file",
        "--save-failed | - | --save-failed must be a name, and - is standard output",
        "--output-dir | - | --output-dir must be a name, and - is standard output",
        "--proxy | socks5://h:1 | --proxy is wrong: a proxy must be http://HOST:PORT or http://USER:",
        "--proxy | http://u:secret@h:0 | --proxy is wrong: a proxy",
        "--resolve | a.test:127.0.0.1 | --resolve must be HOST:PORT:ADDRESS, such as example.com:",
        "--resolve | a.test:0:127.0.0.1 | --resolve must have a port from 1 to 65535, was a.test:0:",
        "--resolve | a.test:80:b.test | --resolve must end with an IP address, such as 192.0.2.1 or",
        "--netrc-file | missing | --netrc-file: cannot read missing: no such file or directory",
        "--input-format | xml | --input-format expected one of [plain, jsonl, csv] (case-sensitive)",
        "--default-scheme | ftp | --default-scheme expected one of [http, https] (case-sensitive)",
        "--write-out | {sttus} | --write-out has no field {sttus}, only {index} {url} {final_url}",
        "--write-out | {url | --write-out needs { and } around the name of a field",
        "--write-out | \\r | --write-out knows \\n, \\t and \\\\, and not \\r",
        "--josn | x | Unknown option: '--josn'"
      })
  void aWrongOptionIsRefusedByName(String option, String value, String message) {
    Ran ran = multifetch("get", "http://127.0.0.1:1/", option, value);
    assertThat(ran.err()).startsWith("multifetch get: " + message).contains("get --help");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h/a | multifetch: no command has the name http://h/a: to fetch it, run 'multifetch"
            + " get http://h/a'",
        "www.example.org | multifetch: no command has the name www.example.org: to fetch it, run",
        "fetch | multifetch: no command has the name fetch",
        "models x | multifetch models: unexpected argument: x",
        "compare --export-json - | multifetch compare: --export-json must be a name, and - is"
      })
  void aWrongCommandIsRefused(String arguments, String message) {
    Ran ran = multifetch(arguments.split(" "));
    assertThat(ran.err())
        .startsWith(message)
        .contains("Try 'multifetch")
        .doesNotContain("generate-completion");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-L | -L: get follows redirects by itself, and --max-redirects N limits them",
        "--location | --location: get follows redirects by itself",
        "-k | -k: --insecure; safer are --cacert FILE and --ca-native",
        "-o | -o: --output-dir DIR, and --name TEMPLATE for the file's name",
        "-ofile | -o: --output-dir DIR",
        "-O | -O: --output-dir DIR --name '{file}'",
        "--compressed | --compressed: get asks for compression by itself",
        "-s | -s: --quiet",
        "-sSL | -S: get always shows errors",
        "-sSL | -L: get follows redirects",
        "-I | -I: --head",
        "-d | -d: get sends no body, and only GET and HEAD",
        "-XPOST | -X: get sends no body, and only GET and HEAD (--head)",
        "--header=a:b | --header: -H 'NAME: VALUE'",
        "-m | -m: --timeout TIME for each URL, or --deadline TIME for all"
      })
  void anOptionOfCurlLeadsToTheOptionHere(String option, String words) {
    Ran ran = multifetch("get", "http://127.0.0.1:1/", option);
    assertThat(ran.err())
        .startsWith("multifetch get: Unknown option: '" + option + "'\n")
        .contains("\nIn place of curl's " + words)
        .doesNotContain("Possible solutions");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void whatCurlDoesNotHaveEitherIsGuessed() {
    assertThat(multifetch("get", "--delai", "1s").err())
        .contains("Possible solutions: ", "--delay")
        .doesNotContain("curl");
    assertThat(multifetch("compare", "-L").err()).doesNotContain("curl");
  }

  @ParameterizedTest
  @CsvSource({
    "--per-host 2 --per-host 3, --per-host",
    "--json --json, --json",
    "-j 2 -j 2, -j",
    "-v --verbose, --verbose"
  })
  void anOptionIsGivenOnce(String options, String name) {
    Ran ran = multifetch(("get http://127.0.0.1:1/ " + options).split(" "));
    assertThat(ran.err()).startsWith("multifetch get: " + name + " is given twice: give it once\n");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void aTimeThatNoClockCountsIsRefused() {
    Ran ran = multifetch("get", "http://127.0.0.1:1/", "--deadline", "9999999h");
    assertThat(ran.err()).contains("--deadline must be shorter, such as 24h, was 9999999h");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void aUserIsNamedOnce() {
    Ran ran = multifetch("get", "http://127.0.0.1:1/", "-u", "a:b", "-H", "Authorization: Basic x");
    assertThat(ran.err()).contains("-u and -H 'Authorization: ...' say the same: give one of them");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void noUrlIsRefused() {
    Ran ran = multifetch("get");
    assertThat(ran.err()).contains("no URL: give one, or name a file of URLs with -i");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void noCommandIsRefused() {
    Ran ran = multifetch();
    assertThat(ran.err()).startsWith("multifetch: no command: name one of get, compare, ");
    assertThat(ran.exitCode()).isEqualTo(2);
    Ran workshop = multifetch("workshop");
    assertThat(workshop.err()).contains("no command: name one of ", "start", "check");
    assertThat(workshop.exitCode()).isEqualTo(2);
  }

  @Test
  void aFileWithoutCertificateIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("empty.pem"), "");
    Ran ran = multifetch("get", "http://127.0.0.1:1/", "--cacert", file.toString());
    assertThat(ran.err())
        .contains("--cacert must be a file of PEM certificates: found none that can be read in ");
    assertThat(ran.exitCode()).isEqualTo(2);
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThat(multifetch("get", "http://127.0.0.1:1/", "--cacert", file.toString()).err())
        .contains("--cacert must be a file of PEM certificates: found none that can be read in ");
  }

  @Test
  void theListIsNotOverwrittenByWhatFailed() throws Exception {
    Path list = Files.writeString(folder.resolve("urls"), "http://127.0.0.1:1/\n");
    Ran ran = multifetch("get", "-i", list.toString(), "--save-failed", list.toString());
    assertThat(ran.err()).contains("--save-failed: ", "is what -i reads: name another file");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(list).hasContent("http://127.0.0.1:1/");
  }

  @Test
  void helpIsPlainTextOnStandardOutput() {
    Ran ran = multifetch("get", "--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(String.join("\n", ran.out()))
        .contains("--save-failed", "default: 64", "130   interrupted")
        .contains("a number without unit is in seconds", "is in bytes", "is for a second")
        .contains("An option is given once.", "or the list has none")
        .doesNotContain("\u001b");
  }
}
