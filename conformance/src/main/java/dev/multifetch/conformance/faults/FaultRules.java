package dev.multifetch.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.rules.Lab;
import java.util.List;
import org.junit.jupiter.api.Test;

/// R02, fault by fault: everything that the contract says about failures, in one run whose results
/// can be compared.
public interface FaultRules {

  /// A variant that deviates from a fault's rule may end differently; the record says how.
  @Test
  default void r02_theSameFaultHasTheSameKindInEveryModel(Lab lab) throws Exception {
    FaultRun run = new FaultRun(lab);
    for (Topic topic : Topic.values()) {
      List<Fault> faults = Fault.all().stream().filter(f -> f.topic() == topic).toList();
      run.oneByOne(faults.stream().filter(Fault::prompt).toList());
      assertThat(run.surprises()).as("unexpected ends of faults about %s", topic).isEmpty();
    }
    run.allAtOnce(Fault.all().stream().filter(fault -> !fault.prompt()).toList());
    assertThat(run.surprises()).as("surprises after a time-out").isEmpty();
    run.write();
  }
}
