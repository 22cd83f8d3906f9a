package dev.multifetch.cli.get.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {

  /// The first are the examples of RFC 6266 section 5, and RFC 8187 section 3.2.3.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "none",
      value = {
        "Attachment; filename=example.html | example.html",
        "INLINE; FILENAME= \"an example.html\" | an example.html",
        "attachment; filename*= UTF-8''%e2%82%ac%20rates | \u20ac rates",
        "attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates | \u20ac rates",
        "attachment; filename*=iso-8859-1'en'%A3%20rates; filename=x | \u00a3 rates",
        "attachment; filename*=koi8-r''%C0; filename=x | x", // a charset that need not be known
        "attachment; filename=\"a \\\"b\\\";c.txt\" | a \"b\";c.txt",
        "attachment; size=3; filename=\"a+b.txt\" | a+b.txt",
        "attachment; filename=a file.pdf | a file.pdf",
        "attachment; filename=\"../../etc/passwd\" | passwd",
        "attachment; filename=\"C:\\\\boot.ini\" | boot.ini",
        "attachment; filename=\"\" | none",
        "attachment | none",
        "filename=x | none"
      })
  void theNameIsTheServers(String field, String name) {
    Headers headers = Headers.NONE.with("Content-Disposition", field);
    assertThat(Disposition.fileName(headers).orElse(null)).isEqualTo(name);
  }
}
