package dev.multifetch.cli;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What can become of a system call, as strace injects it: an error instead of the call, a result
/// as if the call had been made, or a delay. What Linux never says of a call is not here: writing
/// to an eventfd does not fail, nor does asking for a socket's options or name, or setting an
/// option.
///
/// @param call such as `read`
/// @param injection such as `error=EIO`
record SyscallFault(String call, String injection) {

  private static final List<SyscallFault> ALL =
      Stream.of(
              of("socket", "error=EMFILE", "error=ENOBUFS"),
              of("connect", "error=EINTR", "error=ETIMEDOUT", "error=EADDRNOTAVAIL"),
              of("poll", "error=EINTR", "error=ENOMEM", "retval=0"),
              of("epoll_ctl", "error=ENOMEM", "error=ENOSPC"),
              of("epoll_wait epoll_pwait2", "error=EINTR", "retval=0"),
              of("read", "error=ECONNRESET", "error=EINTR", "error=EAGAIN", "error=EIO"),
              of("read", "error=ETIMEDOUT", "retval=0"),
              of("recvfrom", "error=ECONNRESET", "error=EINTR", "error=EAGAIN", "error=EIO"),
              of("recvfrom", "error=ETIMEDOUT", "retval=0"),
              of("write", "error=EPIPE", "error=EINTR", "error=ENOMEM", "retval=1"),
              of("sendto", "error=EPIPE", "error=EINTR", "error=EAGAIN", "retval=1"),
              of("writev", "error=EPIPE", "error=EINTR", "error=EAGAIN", "retval=1"),
              of("close", "error=EIO", "error=EINTR"),
              of("shutdown", "error=ENOTCONN"),
              of("openat", "error=EMFILE", "error=EIO"),
              of("fcntl", "error=ENOMEM"),
              of("ioctl", "error=EINVAL"),
              of("clone3", "error=EAGAIN"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> DELAYS =
      List.of("delay_enter=50000", "delay_exit=50000"); // microseconds

  private static List<SyscallFault> of(String calls, String... injections) {
    return Stream.of(calls.split(" "))
        .flatMap(call -> Stream.of(injections).map(it -> new SyscallFault(call, it)))
        .toList();
  }

  /// All that may become of these calls.
  static List<SyscallFault> in(Set<String> calls) {
    List<SyscallFault> faults =
        new ArrayList<>(ALL.stream().filter(fault -> calls.contains(fault.call)).toList());
    for (String call :
        faults.stream().map(SyscallFault::call).collect(toCollection(TreeSet::new))) {
      DELAYS.forEach(delay -> faults.add(new SyscallFault(call, delay)));
    }
    return faults;
  }

  /// The calls of a trace that may fail, the descriptors of which it names.
  static Set<String> seen(List<String> trace) {
    return trace.stream()
        .filter(line -> !isSafe(line))
        .map(line -> line.replaceFirst("^\\d+ +(\\w+)\\(.*", "$1"))
        .collect(toCollection(TreeSet::new));
  }

  /// The calls of a trace that a fault has struck.
  static List<String> injected(List<String> trace) {
    Map<String, String> begun = new HashMap<>(); // by thread: strace tells a long call in two lines
    List<String> injected = new ArrayList<>();
    for (String line : trace) {
      String thread = line.split(" ", 2)[0];
      if (line.endsWith("<unfinished ...>")) {
        begun.put(thread, line);
      } else if (line.contains("(INJECTED)") || line.contains("(DELAYED)")) {
        injected.add(line.contains(" resumed>") ? begun.get(thread) + line : line);
      }
    }
    return injected;
  }

  /// Whether Linux never lets this call of a trace fail: one that wakes a thread, or one by which
  /// the JDK has one epoll watch another again, which takes no memory.
  static boolean isSafe(String line) {
    return line.contains("<anon_inode:[eventfd]>")
        || line.matches(".*EPOLL_CTL_MOD, \\d+<anon_inode:\\[eventpoll]>.*");
  }

  /// The calls that this knows a fault for, as strace wants them.
  static String calls() {
    return String.join(
        ",", ALL.stream().map(SyscallFault::call).collect(toCollection(TreeSet::new)));
  }

  /// Whether the call itself is not made, so that what it should have closed stays open.
  boolean leavesOpen() {
    return call.equals("close") && !injection.startsWith("delay");
  }

  /// As strace's option `--inject` has it: the n-th such call of each thread.
  String at(int n) {
    return this + ":when=" + n;
  }

  @Override
  public String toString() {
    return call + ":" + injection;
  }
}
