package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What members must have in common: the engine lets two of them find together only if their
/// clusters have one name, so the name is made from the secret and the version.
final class Credential {

  private static final String ALGORITHM = "HmacSHA256";

  private Credential() {}

  static String of(String secret) {
    String version =
        Optional.ofNullable(Member.class.getPackage().getImplementationVersion()).orElse("none");
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(("multifetch:" + secret).getBytes(UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(version.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /// What no other process can know.
  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
