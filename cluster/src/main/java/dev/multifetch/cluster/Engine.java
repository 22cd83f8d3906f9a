package dev.multifetch.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.MemberAddressProvider;
import java.net.InetSocketAddress;
import java.util.List;

/// How the engine is set up: it listens on one address, and serves there no protocol but the one
/// among members. It calls nobody, runs no code that comes over the network, and writes no log.
final class Engine {

  private static final int BACKUPS =
      2; // of the job, and of what is done: a few bytes for a thousand URLs

  private Engine() {}

  /// @param clusterName only members whose clusters have one name find together
  /// @param place where to listen
  static Config config(
      String clusterName, InetSocketAddress place, List<InetSocketAddress> others) {
    Config config = new Config();
    config.setClusterName(clusterName);
    config.setInstanceName(text(place) + " " + System.nanoTime());
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(true).setResourceUploadEnabled(false).setBackupCount(BACKUPS);
    config.getJetConfig().setCooperativeThreadCount(1).setScaleUpDelayMillis(3_000);
    config.addMapConfig(new MapConfig("*").setBackupCount(BACKUPS).setStatisticsEnabled(false));
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "" + Member.HEARTBEAT.toSeconds())
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "10") // after a network was torn
        .setProperty("hazelcast.merge.next.run.delay.seconds", "10")
        .setProperty("hazelcast.io.thread.count", "1")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2");
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(place.getPort()).setPortAutoIncrement(false);
    JoinConfig join = new JoinConfig();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(!others.isEmpty());
    others.forEach(other -> join.getTcpIpConfig().addMember(text(other)));
    config
        .getAdvancedNetworkConfig()
        .setEnabled(true)
        .setMemberEndpointConfig(endpoint)
        .setJoin(join)
        .getMemberAddressProviderConfig()
        .setEnabled(true)
        .setImplementation(new Here(place));
    return config;
  }

  /// The only classes of which a stranger's bytes can make objects.
  private static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter
        .getWhitelist()
        .addPrefixes(
            "dev.multifetch.", "com.hazelcast.", "java.lang.", "java.util.", "java.time.", "[");
    return filter;
  }

  /// The engine would look for the address among those of the network cards. There it finds none of
  /// 127.0.0.0/8 but 127.0.0.1.
  private record Here(InetSocketAddress place) implements MemberAddressProvider {

    @Override
    public InetSocketAddress getBindAddress() {
      return place;
    }

    @Override
    public InetSocketAddress getBindAddress(EndpointQualifier qualifier) {
      return place;
    }

    @Override
    public InetSocketAddress getPublicAddress() {
      return place;
    }

    @Override
    public InetSocketAddress getPublicAddress(EndpointQualifier qualifier) {
      return place;
    }
  }

  /// `127.0.0.1:5701`, or `[::1]:5701`.
  static String text(InetSocketAddress place) {
    String address = place.getAddress().getHostAddress();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + place.getPort();
  }
}
