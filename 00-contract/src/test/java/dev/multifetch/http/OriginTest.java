package dev.multifetch.http;

import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.Timing;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

  private static Origin origin(String url) throws FetchException {
    return Origin.of(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example,          false, a.example, 80",
    "https://a.example/x,       true,  a.example, 443",
    "HTTPS://A.Example:8443/x,  true,  a.example, 8443",
    "http://a.example:443/,     false, a.example, 443",
    "http://a.example:/,        false, a.example, 80",
    "http://a.example:1/,       false, a.example, 1",
    "http://a.example:65535/,   false, a.example, 65535",
    "http://a_b.example/,       false, a_b.example, 80",
    "http://127.0.0.1:81/,      false, 127.0.0.1, 81",
    "http://[::1]/,             false, ::1, 80",
    "http://[2001:DB8::7]:81/,  false, 2001:db8::7, 81",
    "http://[::ffff:10.0.0.1]/, false, ::ffff:10.0.0.1, 80"
  })
  void aUrlNamesAnOrigin(String url, boolean secure, String host, int port) throws FetchException {
    assertThat(origin(url)).isEqualTo(new Origin(secure, host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/,        a.example",
    "http://a.example:80/,     a.example",
    "http://a.example:443/,    a.example:443",
    "https://a.example:443/,   a.example",
    "https://a.example:80/,    a.example:80",
    "http://[::1]/,            [::1]",
    "http://[::1]:8080/,       [::1]:8080"
  })
  void r12_theHostFieldHasBracketsForIpv6AndOnlyThePortThatNeedsSaying(String url, String field)
      throws FetchException {
    assertThat(origin(url).hostField()).isEqualTo(field);
  }

  @Test
  void anOriginLooksLikeAUrl() throws FetchException {
    assertThat(origin("HTTPS://A.example:443/x")).hasToString("https://a.example");
    assertThat(origin("http://[::1]:81/")).hasToString("http://[::1]:81");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "//a.example/              | no scheme: write http:// or https:// before it",
        "a.example/x               | no scheme: write http:// or https:// before it",
        "ftp://a.example/          | scheme must be http or https, was ftp",
        "mailto:a@b.example        | scheme must be http or https, was mailto",
        "http:a.example            | no host: a URL looks like http://host/path",
        "http:/x                   | no host: a URL looks like http://host/path",
        "http:///x                 | no host: a URL looks like http://host/path",
        "http://:80/               | not a valid host and port: :80",
        "http://a.example:0/       | port must be from 1 to 65535, was 0",
        "http://a.example:65536/   | port must be from 1 to 65535, was 65536",
        "http://a.example:4294967376/ | port must be from 1 to 65535, was 4294967376",
        "http://a.example:-1/      | not a valid host and port: a.example:-1",
        "http://a.example:x/       | not a valid host and port: a.example:x",
        "http://a%0d%0ax/          | not a valid host and port: a%0d%0ax",
        "http://a,b/               | not a valid host and port: a,b",
        "http://gr\u00fcn.example/ | host is not ASCII: write it in its IDNA form (xn--...), was gr\u00fcn.example",
        "http://\u212aiwi.example/ | host is not ASCII: write it in its IDNA form (xn--...), was \u212aiwi.example",
        "http://[fe80::1%25eth0]/  | not a valid host and port: [fe80::1%25eth0]",
        "http://me@a.example/      | user name or password in the URL: send an Authorization header instead",
        "http://@a.example/        | user name or password in the URL: send an Authorization header instead",
        "http://me:pw@a.example/   | user name or password in the URL: send an Authorization header instead"
      })
  void r08_aUrlThatCannotBeFetchedIsInvalidAndNothingIsSent(String url, String detail) {
    Failed failed = failed(fetch(url).start());

    assertThat(failed.kind()).isEqualTo(INVALID_URL);
    assertThat(failed.detail()).isEqualTo(detail);
    assertThat(failed.timing().firstByte()).isEqualTo(Timing.NEVER);
  }
}
