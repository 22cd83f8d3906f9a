package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What curl 7.88 does with the same `no_proxy`, unless a comment says otherwise.
class DirectHostsTest {

  private static boolean included(String list, String host, int port) {
    return DirectHosts.of(list).include(host, port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.test          | example.test",
        ".example.test         | example.test",
        ".example.test         | www.example.test",
        "example.test          | www.example.test",
        "example.test.         | example.test",
        "example.test          | example.test.",
        "EXAMPLE.test          | example.TEST",
        "a.test, example.test  | example.test",
        "a.test  example.test  | example.test",
        ",,example.test,       | example.test",
        "*                     | anything.test",
        "127.0.0.0/8           | 127.0.0.9",
        "127.0.0.1             | 127.0.0.1",
        "10.0.0.1 127.0.0.1    | 127.0.0.1",
        "10.0.0.0/9            | 10.127.255.255",
        "::1                   | ::1",
        "fe80::/10             | febf::1",
        "*.example.test        | www.example.test", // not in curl
        "*,a.test              | anything.test", // not in curl
        "[::1]                 | ::1", // not in curl
        "0:0:0:0:0:0:0:1       | ::1", // not in curl
        "127.1                 | 127.0.0.1", // not in curl
        "0.0.0.0/0             | 10.9.9.9", // not in curl
      })
  void theseHostsNeedNoProxy(String list, String host) {
    assertThat(included(list, host, 80)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''             | example.test",
        "example.test   | notexample.test",
        "www.a.test     | a.test",
        ".              | example.test",
        "0.0.1          | 127.0.0.1",
        "127.0.0.1/33   | 127.0.0.1",
        "127.0.0.1/x    | 127.0.0.1",
        "10.0.0.0/9     | 10.128.0.0",
        "fe80::/10      | fec0::1",
        "::/0           | 127.0.0.1",
        "1.0.0.127      | 127.0.0.1",
        "127.0.0.1      | 127.0.0.1.test",
      })
  void theseDo(String list, String host) {
    assertThat(included(list, host, 80)).isFalse();
  }

  /// As in Go and Python. In curl a member with a port matches nothing.
  @ParameterizedTest
  @CsvSource({"a.test", "127.0.0.1", "[::1]", ".a.test", "*.a.test", "10.0.0.0/8"})
  void aPortIsTheOnlyOne(String host) {
    String asked =
        switch (host) {
          case "[::1]" -> "::1";
          case "10.0.0.0/8" -> "10.1.2.3";
          case ".a.test", "*.a.test" -> "www.a.test";
          default -> host;
        };
    assertThat(included(host + ":8080", asked, 8080)).isTrue();
    assertThat(included(host + ":8080", asked, 80)).isFalse();
  }
}
