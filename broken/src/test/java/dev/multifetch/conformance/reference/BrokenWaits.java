package dev.multifetch.conformance.reference;

import dev.multifetch.Outcome;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Frontier;
import dev.multifetch.frontier.Source;
import java.net.URI;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// R54 and R55, broken.
final class BrokenWaits {

  private BrokenWaits() {}

  static Stream<Broken> all() {
    return Stream.of(waitsInTheList(), isNotWoken(), waitsOutThePause(), swallowsTheInterrupt());
  }

  private static Broken waitsInTheList() {
    return Broken.by(
        Rule.R54,
        "waits-in-the-list",
        "next outcome within",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Source source(Iterable<URI> urls) {
                return new Source.Plain(urls.iterator());
              }
            });
  }

  private static Broken isNotWoken() {
    return Broken.by(
        Rule.R54,
        "is-not-woken",
        "next outcome within",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Source source(Iterable<URI> urls) {
                return new SourceOf(urls) {
                  @Override
                  public void onMore(Runnable wake) {}
                };
              }
            });
  }

  private static Broken waitsOutThePause() {
    return Broken.by(
        Rule.R55,
        "waits-out-the-pause",
        "fetchEach has returned or thrown within",
        options ->
            new ReferenceFetcher(options) {
              @Override
              void release(Frontier frontier) {}
            });
  }

  private static Broken swallowsTheInterrupt() {
    return Broken.by(
        Rule.R55,
        "swallows-the-interrupt",
        "what fetchEach threw after an interrupt",
        options ->
            new ReferenceFetcher(options) {
              @Override
              public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
                try {
                  super.fetchEach(urls, onOutcome);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            });
  }
}
