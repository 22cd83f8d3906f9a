package dev.multifetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTest {

  private static final URI URL = URI.create("http://h/");

  @Test
  void aListHasEverythingAtPresent() {
    Source source = Source.of(List.of(URL));
    assertThat(source.exhausted()).isFalse();
    assertThat(source.poll()).isEqualTo(URL);
    assertThat(source.poll()).isNull();
    assertThat(source.exhausted()).isTrue();
  }

  @Test
  void aSourceIsTakenAsItIs() {
    Source source = Source.of(List.of(URL));
    assertThat(Source.of(source)).isSameAs(source);
  }

  @Test
  void nullIsNoUrl() {
    Source source = Source.of(Collections.singletonList(null));
    assertThatThrownBy(source::poll).isInstanceOf(NullPointerException.class).hasMessage("a URL");
  }
}
