package dev.multifetch.cli.get.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetrcTest {

  @TempDir private Path folder;

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("netrc"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Optional<String> userAndPassword(String text, String host) throws IOException {
    return Netrc.read(file(text, "rw-------"))
        .authorization(true, host, 443)
        .map(basic -> new String(Base64.getDecoder().decode(basic.substring(6)), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "machine a.test login me password secret",
        "machine A.test\n  login me\n  password secret\n",
        "# machine a.test login other password x\nmachine a.test password secret login me",
        "machine b.test login you password x machine a.test login me account y password secret",
        "macdef init\nmachine a.test login x password y\n\nmachine a.test login me password secret",
        "machine a.test login me password secret\nmachine a.test login x password y",
        "machine a.test login \"me\" password \"se\\cret\"",
        "default login me password secret",
        "machine a.test login me password secret default login x password y",
      })
  void aHostHasItsPassword(String text) throws IOException {
    assertThat(userAndPassword(text, "a.test")).contains("me:secret");
  }

  @Test
  void aPasswordInQuotesMayHaveBlanksAndQuotes() throws IOException {
    assertThat(userAndPassword("machine a.test login me password \"a \\\"b\\\" c\"", "a.test"))
        .contains("me:a \"b\" c");
  }

  @ParameterizedTest
  @CsvSource({
    "straße.test, xn--strae-oqa.test",
    "a.test., a.test",
    "a.test, a.test.",
    "[::1], ::1",
    "::1, 0:0:0:0:0:0:0:1",
  })
  void aHostMayBeWrittenInSeveralWays(String machine, String host) throws IOException {
    assertThat(userAndPassword("machine " + machine + " login me password secret", host))
        .contains("me:secret");
  }

  @Test
  void anotherHostHasNone() throws IOException {
    String text = "machine a.test login me password secret";
    assertThat(userAndPassword(text, "b.test")).isEmpty();
    assertThat(userAndPassword(text, "www.a.test")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aFileThatOthersCanReadIsRefused(String permissions) throws IOException {
    Path file = file("machine a.test login me password secret", permissions);
    assertThatThrownBy(() -> Netrc.read(file))
        .hasMessage(
            "cannot read %s: other users may read or change it: run chmod 600 %s", file, file);
  }

  @Test
  void aFileWithOtherWordsIsRefusedWithoutShowingThem() throws IOException {
    Path file = file("machine a.test login me pasword secret", "rw-------");
    assertThatThrownBy(() -> Netrc.read(file))
        .hasMessageContaining("none of machine, default, login, password")
        .message()
        .doesNotContain("secret");
    Path cut = file("machine a.test login", "rw-------");
    assertThatThrownBy(() -> Netrc.read(cut)).hasMessageContaining("its last word is missing");
  }
}
