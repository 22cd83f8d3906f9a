package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FileBacklogTest {

  private static final Origin SLOW = new Origin(false, "slow.test", 80);
  private static final Origin FAST = new Origin(false, "fast.test", 80);
  private static final int LARGE = 10_000; // bytes

  /// A list without end must not fill the disk.
  @Test
  void theFileGrowsWithWhatWaitsAndNotWithTheList() {
    try (FileBacklog backlog = new FileBacklog(LARGE)) {
      for (int i = 0; i < 10; i++) {
        backlog.add(SLOW, visit(i));
      }
      for (int i = 10; i < 10_000; i++) {
        backlog.add(FAST, visit(i));
        assertThat(backlog.next(FAST).index()).isEqualTo(i);
        assertThat(backlog.size()).isLessThan(2 * LARGE);
      }
      for (int i = 0; i < 10; i++) {
        Visit next = backlog.next(SLOW);
        assertThat(next.index()).isEqualTo(i);
        assertThat(next.url()).isEqualTo(visit(i).url());
      }
    }
  }

  private static Visit visit(int index) {
    return Visit.first(index, URI.create("http://h.test/" + index));
  }
}
