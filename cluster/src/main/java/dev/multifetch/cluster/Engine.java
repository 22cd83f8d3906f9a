package dev.multifetch.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.MemberAddressProvider;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import java.net.InetSocketAddress;
import java.util.List;

/// How the engine is set up: it listens on one address, and serves there no protocol but the one
/// among members. It calls nobody, runs no code that comes over the network, and writes no log.
final class Engine {

  private static final int BACKUPS =
      2; // of the job, and of what is done: a few bytes for a thousand URLs

  private static final int CONNECT_SECONDS = 3;

  /// When the parts of a torn network meet again, what the smaller part knew is dropped. Its
  /// members repeat what their ledgers have; who has the list is asked anew.
  private static final MergePolicyConfig MERGE =
      new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName());

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
    config.addMapConfig(
        new MapConfig("*")
            .setBackupCount(BACKUPS)
            .setStatisticsEnabled(false)
            .setMergePolicyConfig(MERGE));
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "" + Member.HEARTBEAT.toSeconds())
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        // After a network was torn: a search waits five seconds for each member that does not
        // answer.
        .setProperty("hazelcast.merge.first.run.delay.seconds", "3")
        .setProperty(
            "hazelcast.merge.next.run.delay.seconds", "2") // beginning while one runs is skipped
        .setProperty("hazelcast.io.thread.count", "1")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2");
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(place.getPort()).setPortAutoIncrement(false);
    endpoint.setSocketConnectTimeoutSeconds(CONNECT_SECONDS); // its default is to wait for ever
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
