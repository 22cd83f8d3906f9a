package dev.multifetch.netty;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.soak.FetcherSoak;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.Map;

class NettySoakTest extends FetcherSoak {
  @Override
  protected FetcherFactory factory() {
    return new NettyFactory();
  }

  /// A test class that loses a buffer fails by itself; what is pooled grows nowhere else.
  @Override
  protected Map<String, Long> memory() {
    ByteBufAllocatorMetric used =
        ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    return Map.of("Netty's buffers", used.usedDirectMemory() + used.usedHeapMemory());
  }
}
