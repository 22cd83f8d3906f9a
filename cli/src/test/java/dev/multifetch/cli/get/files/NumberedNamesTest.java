package dev.multifetch.cli.get.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "http://h/a/report.pdf,000017-report.pdf",
    "http://h/report.pdf?page=2#top,000017-report.pdf",
    "http://h/a%20b%C3%A9.txt,000017-a_b_.txt",
    "http://h,000017-index",
    "http://h/a/,000017-index",
    "http://h/.bashrc,000017-bashrc",
    "http://h/...,000017-index",
    "http://h/a.,000017-a"
  })
  void aNameIsTheIndexAndWhatIsSafeOfTheLastSegment(String url, String name) {
    assertThat(NumberedNames.name(17, 1, URI.create(url))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/..",
        "http://h/../../etc/passwd",
        "http://h/..%2F..%2Fetc%2Fpasswd",
        "http://h/..%5C..%5Cboot.ini",
        "http://h/%00",
        "http://h/C:%5Cx",
        "http://h/-rf",
        "http://h/%E2%80%AEgpj.exe"
      })
  void nothingThatAUrlSaysLeavesTheFolder(String url) {
    assertThat(NumberedNames.name(0, 1, URI.create(url)))
        .matches("000000-[A-Za-z0-9_-][A-Za-z0-9._-]*");
  }

  @Test
  void aLongNameKeepsItsEnd() {
    URI url = URI.create("http://h/" + "x".repeat(5000) + ".tar.gz");
    assertThat(NumberedNames.name(1_234_567, 1, url)).hasSize(108).endsWith("xxx.tar.gz");
  }
}
