package dev.multifetch.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoneBitsTest {

  private static final long FAR = 5_000_000_000L;

  @Test
  void eachIndexHasABitInItsChunk() {
    DoneBits bits = new DoneBits();
    bits.add(0);
    bits.add(63);
    bits.add(64);
    bits.add(1_023);
    bits.add(FAR);
    long[] first = requireNonNull(bits.chunks().get(0L));
    assertThat(DoneBits.count(first)).isEqualTo(4);
    assertThat(DoneBits.has(first, 63)).isTrue();
    assertThat(DoneBits.has(first, 64)).isTrue();
    assertThat(DoneBits.has(first, 65)).isFalse();
    assertThat(DoneBits.has(requireNonNull(bits.chunks().get(FAR / 1_024)), FAR)).isTrue();
    assertThat(bits.chunks()).hasSize(2);
  }
}
