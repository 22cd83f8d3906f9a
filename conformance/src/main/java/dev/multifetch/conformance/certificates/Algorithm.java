package dev.multifetch.conformance.certificates;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// How an authority signs.
enum Algorithm {
  ECDSA_SHA256("SHA256withECDSA", "1.2.840.10045.4.3.2"),
  ECDSA_SHA1("SHA1withECDSA", "1.2.840.10045.4.1"),
  ED25519("Ed25519", "1.3.101.112"),
  RSA_SHA256("SHA256withRSA", "1.2.840.113549.1.1.11"),
  RSA_SHA1("SHA1withRSA", "1.2.840.113549.1.1.5"),
  RSA_MD5("MD5withRSA", "1.2.840.113549.1.1.4"),
  RSA_PSS("RSASSA-PSS", "1.2.840.113549.1.1.10");

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final String name;
  private final String oid;

  Algorithm(String name, String oid) {
    this.name = name;
    this.oid = oid;
  }

  /// The default algorithm of an authority with such keys.
  static Algorithm of(KeyPair keys) {
    return switch (keys.getPrivate().getAlgorithm()) {
      case "RSA" -> RSA_SHA256;
      case "EdDSA" -> ED25519;
      default -> ECDSA_SHA256;
    };
  }

  /// The algorithm's identifier. For RSA it has a field for parameters, even if there are none.
  byte[] der() {
    return switch (this) {
      case RSA_PSS -> Der.sequence(Der.oid(oid), parameters());
      case RSA_SHA256, RSA_SHA1, RSA_MD5 -> Der.sequence(Der.oid(oid), Der.of(0x05));
      case ECDSA_SHA256, ECDSA_SHA1, ED25519 -> Der.sequence(Der.oid(oid));
    };
  }

  private byte[] parameters() {
    try {
      Signature signature = Signature.getInstance(name);
      signature.setParameter(PSS);
      return signature.getParameters().getEncoded();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }

  byte[] sign(KeyPair keys, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(name);
      if (this == RSA_PSS) {
        signature.setParameter(PSS);
      }
      signature.initSign(keys.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }
}
