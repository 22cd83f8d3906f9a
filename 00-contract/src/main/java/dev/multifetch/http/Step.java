package dev.multifetch.http;

import dev.multifetch.Outcome;
import java.net.URI;

/// What a URL needs next. [UrlFetch] returns it after each event.
public sealed interface Step permits Step.Receive, Step.Next {

  /// Go on receiving the current response.
  enum Receive implements Step {
    /// The rest of the body, or the next head after an interim response.
    MORE
  }

  /// The current exchange is over. If its response was not received to the end, its connection
  /// cannot serve another: see [UrlFetch#connectionReusable()].
  sealed interface Next extends Step permits Send, Moved, Done {}

  /// Send this request.
  ///
  /// @param request the request, with the server to send it to
  /// @param onFreshConnection whether to send it on a new connection
  record Send(Request request, boolean onFreshConnection) implements Next {}

  /// A redirect leads to another origin, where the URL may have to wait for its turn. Give this
  /// back to the frontier that gave the URL. It occurs only if the [dev.multifetch.Politeness] asks
  /// for it.
  ///
  /// @param onward the URL there
  record Moved(Origin to, URI onward) implements Next {}

  /// The URL is finished.
  record Done(Outcome outcome) implements Next {}
}
