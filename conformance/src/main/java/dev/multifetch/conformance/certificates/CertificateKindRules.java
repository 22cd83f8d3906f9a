package dev.multifetch.conformance.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Lab;
import org.junit.jupiter.api.Test;

/// R46, kind by kind: whom the RFCs let a client trust.
public interface CertificateKindRules {

  @Test
  default void r46_everyKindOfCertificateIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    CertificateRun run = CertificateRun.of(lab);
    assertThat(run.surprises()).as("certificates that were misjudged").isEmpty();
    run.write();
  }
}
