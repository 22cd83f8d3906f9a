package dev.multifetch.results;

import java.time.Instant;
import java.util.List;

/// Where and when the run was measured.
///
/// @param jdk vendor and version, from the `java.vm` properties
/// @param flags the flags of the measured JVMs
/// @param gc their garbage collector
/// @param cores processors of the machine
/// @param cpu the processor's name
/// @param kernel operating system and its version
/// @param commit of the sources, or `unknown`
/// @param date when the run began
/// @param pinning which cores client and server were bound to, or why not
/// @param origin the server
/// @param command the command line as typed
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

  /// Describes this machine now. The caller adds what only the measurement knows.
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
