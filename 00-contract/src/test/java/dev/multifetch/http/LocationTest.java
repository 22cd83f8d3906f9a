package dev.multifetch.http;

import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  private static final String RFC_BASE = "http://a/b/c/d;p?q";

  private static String resolved(String base, String location) throws FetchException {
    return Location.resolve(URI.create(base), location).toString();
  }

  /// RFC 3986 section 5.4.1.
  @ParameterizedTest
  @CsvSource({
    "g:h,     g:h",
    "g,       http://a/b/c/g",
    "./g,     http://a/b/c/g",
    "g/,      http://a/b/c/g/",
    "/g,      http://a/g",
    "//g,     http://g",
    "?y,      http://a/b/c/d;p?y",
    "g?y,     http://a/b/c/g?y",
    "#s,      http://a/b/c/d;p?q#s",
    "g#s,     http://a/b/c/g#s",
    "g?y#s,   http://a/b/c/g?y#s",
    ";x,      http://a/b/c/;x",
    "g;x,     http://a/b/c/g;x",
    "g;x?y#s, http://a/b/c/g;x?y#s",
    "'',      http://a/b/c/d;p?q",
    ".,       http://a/b/c/",
    "./,      http://a/b/c/",
    "..,      http://a/b/",
    "../,     http://a/b/",
    "../g,    http://a/b/g",
    "../..,   http://a/",
    "../../,  http://a/",
    "../../g, http://a/g"
  })
  void r30_theNormalExamplesOfTheRfcResolve(String location, String target) throws FetchException {
    assertThat(resolved(RFC_BASE, location)).isEqualTo(target);
  }

  /// RFC 3986 section 5.4.2.
  @ParameterizedTest
  @CsvSource({
    "../../../g,    http://a/g",
    "../../../../g, http://a/g",
    "/./g,          http://a/g",
    "/../g,         http://a/g",
    "g.,            http://a/b/c/g.",
    ".g,            http://a/b/c/.g",
    "g..,           http://a/b/c/g..",
    "..g,           http://a/b/c/..g",
    "./../g,        http://a/b/g",
    "./g/.,         http://a/b/c/g/",
    "g/./h,         http://a/b/c/g/h",
    "g/../h,        http://a/b/c/h",
    "g;x=1/./y,     http://a/b/c/g;x=1/y",
    "g;x=1/../y,    http://a/b/c/y",
    "g?y/./x,       http://a/b/c/g?y/./x",
    "g?y/../x,      http://a/b/c/g?y/../x",
    "g#s/./x,       http://a/b/c/g#s/./x",
    "g#s/../x,      http://a/b/c/g#s/../x",
    "http:g,        http:g"
  })
  void r30_theAbnormalExamplesOfTheRfcResolve(String location, String target)
      throws FetchException {
    assertThat(resolved(RFC_BASE, location)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a,        g,             http://a/g",
    "http://a,        ?y,            http://a?y",
    "http://a,        ../g,          http://a/g",
    "http://a?q,      g,             http://a/g",
    "http://a/b?q,    ?,             http://a/b?",
    "http://a/b/,     ../../,        http://a/",
    "http://a/b,      /c//../d//,    http://a/c/d//",
    "http://a/b/c,    ..//d,         http://a//d",
    "http://a/./b/c,  d,             http://a/b/d",
    "http://a:81/b,   /c,            http://a:81/c",
    "https://a/b,     //g:82/c/../d, https://g:82/d",
    "https://a/b,     HTTP://G?x,    HTTP://G?x",
    "http://a/b,      http://[::1]/, http://[::1]/",
    "http://a/b,      ':c',          http://a/:c"
  })
  void r30_referencesResolveAgainstTheUrlThatSentThem(String base, String location, String target)
      throws FetchException {
    assertThat(resolved(base, location)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/b#s, /c,   http://a/c#s",
    "http://a/b#s, /c#t, http://a/c#t",
    "http://a/b#s, /c#,  http://a/c#",
    "http://a/b#s, /c#t#u, http://a/c#t%23u",
    "http://a/b#s, ?y,   http://a/b?y#s"
  })
  void r30_theFragmentIsInheritedUnlessTheReferenceHasOne(
      String base, String location, String target) throws FetchException {
    assertThat(resolved(base, location)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "/a b,          /a%20b",
    "'/a\tb',       /a%09b",
    "'/a?b c',      /a?b%20c",
    "'/a?b=\"<>\"', /a?b=%22%3C%3E%22",
    "/{a}|^`,       /%7Ba%7D%7C%5E%60",
    "/a[1],         /a%5B1%5D",
    "/a?b[1],       /a?b[1]",
    "/a%20b,        /a%20b",
    "/a%2fb,        /a%2fb",
    "/100%,         /100%25",
    "/100%2,        /100%252",
    "/100%zz,       /100%25zz",
    "/100%2z,       /100%252z",
    "/100%z2,       /100%25z2",
    "/\\evil.example, /%5Cevil.example",
    "\\evil.example,  /%5Cevil.example",
    "/a\u007f,      /a%7F"
  })
  void r30_whatAUriMayNotHoldIsPercentEncodedAndNothingElse(String location, String target)
      throws FetchException {
    assertThat(resolved("http://a/", location)).isEqualTo("http://a" + target);
  }

  @Test
  void r30_whatAUriMayHoldStaysAsItIs() throws FetchException {
    String path = "/azAZ09-._~:@!$&'()*+,;=%2f";

    assertThat(resolved("http://a/", path + "?/" + path + "?[]"))
        .isEqualTo("http://a" + path + "?/" + path + "?[]");
  }

  @Test
  void r30_utf8ComesOutAsUtf8() throws FetchException {
    byte[] sent = "/grün?€=\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
    String received = new String(sent, StandardCharsets.ISO_8859_1);

    assertThat(resolved("http://a/", received))
        .isEqualTo("http://a/gr%C3%BCn?%E2%82%AC=%F0%9F%98%80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b://c/", "http://[::1/", "//[x]/", "1:2"})
  void r31_aLocationOfWhichNoUrlComesIsRefused(String location) {
    assertThatThrownBy(() -> resolved("http://a/", location))
        .asInstanceOf(InstanceOfAssertFactories.type(FetchException.class))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(REDIRECT_REFUSED))
        .satisfies(
            refused -> assertThat(refused).hasMessageStartingWith("Location cannot be read"));
  }
}
