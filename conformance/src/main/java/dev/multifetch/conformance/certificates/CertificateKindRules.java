package dev.multifetch.conformance.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.certificates.CertificateCase.Topic;
import dev.multifetch.conformance.rules.Lab;
import org.junit.jupiter.api.Test;

/// R46, kind by kind: which certificates the RFCs let a client trust.
public interface CertificateKindRules {

  @Test
  default void r46_eachKindOfNameIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.NAMES);
  }

  @Test
  default void r46_eachKindOfPathIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.PATHS);
  }

  @Test
  default void r46_eachKindOfDateIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.DATES);
  }

  @Test
  default void r46_eachKindOfUsageIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.USAGES);
  }

  @Test
  default void r46_eachKindOfConstraintIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.CONSTRAINTS);
  }

  @Test
  default void r46_eachKindOfFormIsJudgedAsTheRfcsHaveIt(Lab lab) throws Exception {
    judged(lab, Topic.FORMS);
  }

  private static void judged(Lab lab, Topic topic) throws Exception {
    CertificateRun run = CertificateRun.of(lab, topic);
    assertThat(run.surprises()).as("misjudged certificates").isEmpty();
    run.write();
  }
}
