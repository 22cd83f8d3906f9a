package dev.multifetch.results;

import java.time.Instant;
import java.util.List;

/// Where and when it was measured.
///
/// @param jdk vendor and version, as `java.vm` properties have it
/// @param flags what the measured JVMs were started with
/// @param gc the collector that they chose
/// @param cores processors of the machine
/// @param cpu the processor's name
/// @param kernel operating system and its version
/// @param commit of the sources, or `unknown`
/// @param date when the run began
/// @param pinning which cores client and server were bound to, or why not
/// @param origin what was fetched from
/// @param command what was typed
public record Environment(
    String jdk,
    List<String> flags,
    String gc,
    int cores,
    String cpu,
    String kernel,
    String commit,
    Instant date,
    String pinning,
    String origin,
    String command) {

  /// What this machine says of itself, now, beside what only who measures knows.
  public static Environment read(
      List<String> flags, String pinning, String origin, String command) {
    return new Environment(
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
        List.copyOf(flags),
        Machine.collector(flags),
        Machine.cores(),
        Machine.cpu(),
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        Machine.commit(),
        Instant.now(),
        pinning,
        origin,
        command);
  }
}
