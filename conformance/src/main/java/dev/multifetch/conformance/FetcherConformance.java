package dev.multifetch.conformance;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.certificates.CertificateKindRules;
import dev.multifetch.conformance.faults.FaultRules;
import dev.multifetch.conformance.rules.AbortedWriterRules;
import dev.multifetch.conformance.rules.AddressRules;
import dev.multifetch.conformance.rules.BodyRules;
import dev.multifetch.conformance.rules.CertificateRules;
import dev.multifetch.conformance.rules.ConcurrencyRules;
import dev.multifetch.conformance.rules.ConnectionRules;
import dev.multifetch.conformance.rules.FileRules;
import dev.multifetch.conformance.rules.FramingRules;
import dev.multifetch.conformance.rules.HandshakeRules;
import dev.multifetch.conformance.rules.HeadRules;
import dev.multifetch.conformance.rules.HostRules;
import dev.multifetch.conformance.rules.NameRules;
import dev.multifetch.conformance.rules.PolitenessRules;
import dev.multifetch.conformance.rules.ProxyRules;
import dev.multifetch.conformance.rules.ReachingRules;
import dev.multifetch.conformance.rules.RedirectRules;
import dev.multifetch.conformance.rules.ReplayRules;
import dev.multifetch.conformance.rules.RequestRules;
import dev.multifetch.conformance.rules.ResourceRules;
import dev.multifetch.conformance.rules.ResultRules;
import dev.multifetch.conformance.rules.RetryRules;
import dev.multifetch.conformance.rules.StallRules;
import dev.multifetch.conformance.rules.TimeRules;
import dev.multifetch.conformance.rules.TlsRules;
import dev.multifetch.conformance.rules.TlsSessionRules;
import dev.multifetch.conformance.rules.UrlRules;
import dev.multifetch.conformance.rules.WaitingRules;
import dev.multifetch.conformance.rules.WriterRules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests one variant of one model against every rule of the contract. A model extends it and says
/// how to open the variant:
///
/// ```java
/// class NettyConformanceTest extends FetcherConformance {
///   @Override
///   protected FetcherFactory factory() {
///     return new NettyFactory();
///   }
/// }
/// ```
@ExtendWith(RuleKeeper.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class FetcherConformance
    implements ResultRules,
        ConcurrencyRules,
        FaultRules,
        UrlRules,
        NameRules,
        HostRules,
        AddressRules,
        RequestRules,
        HeadRules,
        FramingRules,
        BodyRules,
        RedirectRules,
        ReplayRules,
        TimeRules,
        PolitenessRules,
        RetryRules,
        WaitingRules,
        ConnectionRules,
        TlsRules,
        HandshakeRules,
        CertificateKindRules,
        CertificateRules,
        TlsSessionRules,
        ResourceRules,
        WriterRules,
        AbortedWriterRules,
        FileRules,
        StallRules,
        ProxyRules,
        ReachingRules {

  static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Opens the variant under test.
  protected abstract FetcherFactory factory();

  /// How long a test waits for requests that should come.
  Duration patience() {
    return PATIENCE;
  }

  /// The tests that this variant fails because of its library. The suite checks that each of them
  /// really fails.
  protected List<Deviation> deviations() {
    return List.of();
  }
}
