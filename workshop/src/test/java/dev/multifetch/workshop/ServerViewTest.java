package dev.multifetch.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.ServedRequest.End;
import dev.multifetch.workshop.Report.Seen;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerViewTest {

  @Test
  void barsShareOneScale() {
    assertThat(
            ServerView.draw(
                List.of(
                    new Seen(1, "GET /slow HTTP/1.1", 0, 400, End.ANSWERED),
                    new Seen(2, "GET /quick HTTP/1.1", 0, 100, End.ANSWERED),
                    new Seen(2, "GET /next HTTP/1.1", 200, 400, End.CLIENT_LEFT))))
        .isEqualTo(
            """
            What the server saw:            0 ms                             400 ms
              GET /slow               conn 1   =======================================|
              GET /quick              conn 2   =========|
              GET /next               conn 2                      ====================x
              | answered   x your code hung up
            """);
  }

  @Test
  void aLongListIsCut() {
    Seen seen = new Seen(1, "GET /with/a/path/that/is/rather/long HTTP/1.1", 0, 0, End.WAITS);
    assertThat(ServerView.draw(Collections.nCopies(50, seen)))
        .contains("and 38 more", "> still waits")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
  }

  @Test
  void noRequestIsSaid() {
    assertThat(ServerView.draw(List.of())).isEqualTo("The server saw no request.\n");
  }
}
