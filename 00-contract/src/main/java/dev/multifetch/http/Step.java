package dev.multifetch.http;

import dev.multifetch.Outcome;

/// What a URL needs next, as [UrlFetch] says after each thing it is told.
public sealed interface Step permits Step.Receive, Step.Next {

  /// Go on receiving the response at hand.
  enum Receive implements Step {
    /// The rest of the body, or behind an interim response the next head.
    MORE
  }

  /// The exchange at hand is over. If its response was not received to the end, its connection
  /// cannot serve another: see [UrlFetch#connectionReusable()].
  sealed interface Next extends Step permits Send, Moved, Done {}

  /// Send this request.
  ///
  /// @param request what to send, and to whom
  /// @param onFreshConnection whether it must go out on a connection that has carried no other
  record Send(Request request, boolean onFreshConnection) implements Next {}

  /// A redirect leads to another origin, where the URL may have to wait for its turn: give this
  /// back to whoever gave the URL. Only where a [dev.multifetch.Politeness] asks for it.
  record Moved(Origin to) implements Next {}

  /// The URL is finished.
  record Done(Outcome outcome) implements Next {}
}
