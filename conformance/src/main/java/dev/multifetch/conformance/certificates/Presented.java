package dev.multifetch.conformance.certificates;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A certificate whose bytes a server of the JDK sends unchanged. We must also show clients bytes
/// that the JDK's own class refuses, such as an extension that occurs twice. The server asks this
/// class for nothing but the bytes and the key.
final class Presented extends X509Certificate {

  private static final long serialVersionUID = 1;

  private final byte[] der;
  private final PublicKey key;

  Presented(byte[] der, PublicKey key) {
    this.der = der;
    this.key = key;
  }

  @Override
  public byte[] getEncoded() {
    return der.clone();
  }

  @Override
  public PublicKey getPublicKey() {
    return key;
  }

  @Override
  public String toString() {
    return "a certificate of " + der.length + " bytes";
  }

  private static UnsupportedOperationException unread() {
    return new UnsupportedOperationException("nobody reads the certificate on this side");
  }

  @Override
  public void checkValidity() {
    throw unread();
  }

  @Override
  public void checkValidity(Date date) {
    throw unread();
  }

  @Override
  public int getVersion() {
    throw unread();
  }

  @Override
  public BigInteger getSerialNumber() {
    throw unread();
  }

  @Override
  @Deprecated
  public Principal getIssuerDN() {
    throw unread();
  }

  @Override
  @Deprecated
  public Principal getSubjectDN() {
    throw unread();
  }

  @Override
  public Date getNotBefore() {
    throw unread();
  }

  @Override
  public Date getNotAfter() {
    throw unread();
  }

  @Override
  public byte[] getTBSCertificate() {
    throw unread();
  }

  @Override
  public byte[] getSignature() {
    throw unread();
  }

  @Override
  public String getSigAlgName() {
    throw unread();
  }

  @Override
  public String getSigAlgOID() {
    throw unread();
  }

  @Override
  public byte[] getSigAlgParams() {
    throw unread();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    throw unread();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    throw unread();
  }

  @Override
  public boolean[] getKeyUsage() {
    throw unread();
  }

  @Override
  public int getBasicConstraints() {
    throw unread();
  }

  @Override
  public void verify(PublicKey issuer) {
    throw unread();
  }

  @Override
  public void verify(PublicKey issuer, String provider) {
    throw unread();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    throw unread();
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    throw unread();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    throw unread();
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    throw unread();
  }
}
