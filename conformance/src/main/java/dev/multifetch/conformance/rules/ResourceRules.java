package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.INTERNAL;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// R39 and R45: exceptions that nobody could catch, and resources that the JVM runs out of.
public interface ResourceRules {

  /// Every test checks that nothing is thrown late; in this test, much comes late.
  @Test
  default void r39_whatComesAfterTheEndOfABatchIsThrownNowhere(Lab lab) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            connection -> {
              switch (connection.request().split(" ", 3)[1]) {
                case "/reset" -> {
                  over.await();
                  connection.reset();
                }
                case "/malformed" -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n");
                  over.await();
                  connection.send("Content-Length: 6\r\n\r\n");
                }
                case "/body" -> {
                  connection.send(FramingRules.CHUNKED);
                  over.await();
                  connection.send("no chunk\r\n");
                }
                case "/late" -> {
                  over.await();
                  connection.answer(OK);
                }
                default -> connection.answer(OK);
              }
            });
    List<URI> urls = new ArrayList<>(List.of(server.url("/")));
    for (String path : List.of("/reset", "/malformed", "/body", "/late")) {
      urls.add(server.url(path));
    }
    urls.add(URI.create("http://" + TestHosts.of(lab.hangingLookup()) + "/"));
    Fetcher fetcher = lab.open(lab.options().timeout(TimeRules.SHORT.multipliedBy(2)));

    assertThatThrownBy(
            () ->
                fetcher.fetchEach(
                    urls,
                    _ -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
    Running closed = lab.start(fetcher, urls);
    closed.next();
    fetcher.close();
    over.countDown();

    assertThat(closed.ended()).as("what fetchEach threw").isEmpty();
  }

  @Test
  default void r45_anErrorInAnExchangeIsItsOwnInternal(Lab lab) throws Exception {
    ScriptedServer fatal =
        lab.server(Certificates.forNames("127.0.0.1", "fatal.test"), Scripts.always(OK));
    ScriptedServer fine = lab.server(Certificates.forNames("127.0.0.1"), Scripts.always(OK));
    FetchOptions.Builder options =
        lab.options().sslContext(Certificates.trustThatRunsOutOfMemoryAt("fatal.test"));
    Fetcher fetcher = lab.open(options);
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < 8; i++) { // more than a model has I/O threads
      urls.add(fatal.url("/"));
      urls.add(fine.url("/"));
    }

    List<Outcome> outcomes = fetcher.fetchAll(urls);
    List<Outcome> afterwards = fetcher.fetchAll(Collections.nCopies(8, fine.url("/")));

    for (int i = 0; i < outcomes.size(); i += 2) {
      Lab.failed(outcomes.get(i), INTERNAL);
      Lab.fetched(outcomes.get(i + 1));
    }
    assertThat(afterwards).allSatisfy(Lab::fetched);
  }

  @Test
  default void r45_anErrorOfTheConsumerReachesTheCaller(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    for (Error error : List.of(new OutOfMemoryError("mine"), new AssertionError("mine"))) {
      assertThatThrownBy(
              () ->
                  fetcher.fetchEach(
                      Collections.nCopies(10, server.url("/")),
                      _ -> {
                        throw error;
                      }))
          .isSameAs(error);
    }
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/again"))).getFirst());
  }

  @Test
  default void r45_anErrorOfTheUrlsReachesTheCaller(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    Error error = new LinkageError("mine");
    for (int before : List.of(0, 1, 20)) { // of which 8 are at work at once
      assertThatThrownBy(
              () ->
                  fetcher.fetchEach(
                      () ->
                          IntStream.rangeClosed(0, before)
                              .mapToObj(i -> i < before ? server.url("/" + i) : thrown(error))
                              .iterator(),
                      _ -> {}))
          .isSameAs(error);
    }
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/again"))).getFirst());
  }

  private static URI thrown(Error error) {
    throw error;
  }

  @Test
  @Tag("process")
  default void r45_withoutFileDescriptorsThereAreOutcomesAndThenRecovery(Lab lab) throws Exception {
    assertThat(StarvedProcess.of(lab, "descriptors"))
        .isEqualTo("8 CONNECT_FAILED, then 8 Fetched, nothing uncaught");
  }

  @Test
  @Tag("process")
  default void r45_aBodyThatFillsTheHeapIsItsOwnInternal(Lab lab) throws Exception {
    assertThat(StarvedProcess.of(lab, "memory"))
        .isEqualTo("7 Fetched 1 INTERNAL, then 8 Fetched, nothing uncaught");
  }
}
