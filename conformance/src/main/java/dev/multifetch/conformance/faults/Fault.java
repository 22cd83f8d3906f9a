package dev.multifetch.conformance.faults;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.util.List;
import java.util.stream.Stream;

/// One thing that can go wrong, and what the contract says about it.
///
/// @param id a short name that a link can end in
/// @param what what the server does, or what happens instead
/// @param rule the rule that decides
/// @param end how the last fetch of the scene must end
/// @param moment when it must end
/// @param requests how many requests the servers must see, no more and no less
public record Fault(
    Topic topic,
    String id,
    String what,
    Rule rule,
    End end,
    Moment moment,
    int requests,
    Staging staging) {

  /// Sets a scene up.
  @FunctionalInterface
  interface Staging {
    Scene open() throws Exception;
  }

  private static final List<Fault> ALL =
      Stream.of(
              ConnectFaults.all(),
              TlsFaults.all(),
              HeadFaults.all(),
              FramingFaults.all(),
              BodyFaults.all(),
              RedirectFaults.all(),
              TimeFaults.all(),
              ReuseFaults.all())
          .flatMap(List::stream)
          .toList();

  /// Every fault there is, topic by topic.
  public static List<Fault> all() {
    return ALL;
  }

  /// A fault that the client reports at once, after one request.
  static Fault of(Topic topic, String id, String what, Rule rule, End end, Staging staging) {
    return new Fault(topic, id, what, rule, end, Moment.AT_ONCE, 1, staging);
  }

  /// The same, for a fault that needs only one server's script.
  static Fault of(Topic topic, String id, String what, Rule rule, End end, Script script) {
    return of(topic, id, what, rule, end, () -> Scene.of(script));
  }

  Fault at(Moment other) {
    return new Fault(topic, id, what, rule, end, other, requests, staging);
  }

  Fault requests(int other) {
    return new Fault(topic, id, what, rule, end, moment, other, staging);
  }

  /// Whether the client can report it before any time-out.
  public boolean prompt() {
    return moment == Moment.AT_ONCE;
  }

  /// A new scene, because each client needs its own.
  public Scene stage() throws Exception {
    return staging.open();
  }

  @Override
  public String toString() {
    return id;
  }
}
