package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Machines with cables between them, made of network namespaces: one for each member, and one for
/// the hosts. A member has two cables. One goes to the other members, and one to the hosts. So a
/// member can lose the others, and still reach all hosts. Linux only, and root only.
final class Namespaces implements Machines, AutoCloseable {

  /// How the addresses of the hosts begin. They are all in the namespace of the hosts.
  static final String HOSTS = "10.97.1.";

  private static final int PORT = 5701;
  private static final long PATIENCE_SECONDS = 20;

  private final String name;
  private final int members;

  private Namespaces(String name, int members) {
    this.name = name;
    this.members = members;
  }

  /// Why there can be none here; empty if there can.
  static String obstacle() {
    try {
      String probe = "mf-probe-" + ProcessHandle.current().pid();
      run(List.of("ip", "netns", "add", probe));
      run(List.of("ip", "netns", "del", probe));
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static Namespaces create(int members) throws IOException {
    Namespaces all = new Namespaces("mf" + ProcessHandle.current().pid(), members);
    try {
      all.wire();
      return all;
    } catch (IOException e) {
      all.close();
      throw e;
    }
  }

  /// Those that another process has made.
  static Namespaces of(String name, int members) {
    return new Namespaces(name, members);
  }

  String name() {
    return name;
  }

  private void wire() throws IOException {
    ip("netns add " + hub());
    inHub("link set lo up");
    for (String bridge : List.of("members", "hosts")) {
      inHub("link add " + bridge + " type bridge");
      inHub("link set " + bridge + " up");
    }
    inHub("addr add 10.97.0.254/16 dev hosts");
    inHub("route add local " + HOSTS + "0/24 dev lo");
    for (int member = 0; member < members; member++) {
      ip("netns add " + machine(member));
      inMachine(member, "link set lo up");
      cable(member, "members", "10.98.0." + (1 + member) + "/24");
      cable(member, "hosts", "10.97.0." + (1 + member) + "/16");
    }
  }

  private void cable(int member, String bridge, String address) throws IOException {
    inHub(
        "link add %s%d type veth peer name %s netns %s"
            .formatted(bridge, member, bridge, machine(member)));
    inHub("link set %s%d master %s up".formatted(bridge, member, bridge));
    inMachine(member, "addr add " + address + " dev " + bridge);
    inMachine(member, "link set " + bridge + " up");
  }

  @Override
  public String place(int member) {
    return "10.98.0." + (1 + member) + ":" + PORT;
  }

  /// The address from which a member asks the hosts.
  String address(int member) {
    return "10.97.0." + (1 + member);
  }

  @Override
  public List<String> runner(int member) {
    return List.of("ip", "netns", "exec", machine(member));
  }

  /// The command that runs a program where the hosts are.
  List<String> runnerOfHosts() {
    return List.of("ip", "netns", "exec", hub());
  }

  /// Packets between this member and the others are lost from now on, without a word.
  void cutOff(int member) throws IOException {
    inHub("link set members%d nomaster".formatted(member));
  }

  /// They arrive again.
  void mend(int member) throws IOException {
    inHub("link set members%d master members".formatted(member));
  }

  private String hub() {
    return name + "-hub";
  }

  private String machine(int member) {
    return name + "-m" + member;
  }

  private void inHub(String command) throws IOException {
    ip("-n " + hub() + " " + command);
  }

  private void inMachine(int member, String command) throws IOException {
    ip("-n " + machine(member) + " " + command);
  }

  private static void ip(String command) throws IOException {
    List<String> words = new ArrayList<>(List.of("ip"));
    words.addAll(List.of(command.split(" ")));
    run(words);
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  /// Takes the machines away, and their cables with them.
  @Override
  public void close() throws IOException {
    for (int member = 0; member < members; member++) {
      ip("netns del " + machine(member));
    }
    ip("netns del " + hub());
  }
}
