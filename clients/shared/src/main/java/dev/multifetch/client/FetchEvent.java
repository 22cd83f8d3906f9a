package dev.multifetch.client;

import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.net.URI;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/// One attempt at a URL, as an event of the JDK's Flight Recorder. It begins when the work on the
/// URL begins, and ends with the outcome. While no recording runs, there are no events.
@Name("dev.multifetch.Fetch")
@Label("Fetch")
@Category("multifetch")
@Description("One attempt at a URL, from the beginning of the work to the outcome")
@StackTrace(false) // it would show which code ended the URL: for most URLs the same
final class FetchEvent extends Event {

  private static final long NO_TIME = Long.MIN_VALUE; // tools show it as N/A

  @Label("Model")
  String model = "";

  @Label("URL")
  @Description("As it was asked for, without user, query and fragment: they may hold secrets")
  String url = "";

  @Label("Index")
  @Description("The URL's place in its batch, from 0")
  long index;

  @Label("Attempt")
  @Description("Which attempt at the URL this was, from 1")
  int attempt;

  @Label("Time to First Byte")
  @Description("Until the head of the last response had come")
  @Timespan(Timespan.NANOSECONDS)
  long timeToFirstByte = NO_TIME;

  @Label("Status")
  @Description("The status code, or 0 if the URL failed")
  int status;

  @Label("Failure")
  @Description("What went wrong, or null if the server answered")
  @Nullable String failure;

  @Label("Body")
  @Description("The length of the body, without its content codings")
  @DataAmount
  long bodyBytes;

  private FetchEvent() {}

  /// An event that begins now, or null if no recording wants it.
  static @Nullable FetchEvent begun() {
    FetchEvent event = new FetchEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  /// Ends now, with this outcome.
  void ended(String model, Outcome outcome) {
    end();
    if (!shouldCommit()) { // shorter than the recording's threshold
      return;
    }
    this.model = model;
    url = withoutSecrets(outcome.url());
    index = outcome.index();
    Timing timing = outcome.timing();
    attempt = timing.attempt();
    if (timing.firstByte() != Timing.NEVER) {
      timeToFirstByte = timing.firstByte() - timing.started();
    }
    switch (outcome) {
      case Fetched fetched -> {
        status = fetched.status();
        bodyBytes = fetched.bodyBytes();
      }
      case Failed failed -> failure = failed.kind().name();
    }
    commit();
  }

  /// Recordings are passed on to other people.
  static String withoutSecrets(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme() + ":";
    if (url.isOpaque()) {
      return scheme; // such as mailto:a@b, which no fetcher takes
    }
    String authority = url.getRawAuthority();
    String host =
        authority == null ? "" : "//" + authority.substring(authority.lastIndexOf('@') + 1);
    return scheme + host + url.getRawPath();
  }
}
