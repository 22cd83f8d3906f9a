package dev.multifetch.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/// Where members run.
interface Machines {

  /// All on this machine, each with an address of its own on loopback.
  Machines LOOPBACK =
      new Machines() {
        @Override
        public String place(int member) throws IOException {
          String address = "127.0.0." + (1 + member);
          try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
            return address + ":" + socket.getLocalPort(); // which was free just now
          }
        }

        @Override
        public List<String> runner(int member) {
          return List.of();
        }
      };

  /// The address and the port at which a member listens.
  String place(int member) throws IOException;

  /// The command that runs a program on the member's machine, if it is another machine.
  List<String> runner(int member);
}
