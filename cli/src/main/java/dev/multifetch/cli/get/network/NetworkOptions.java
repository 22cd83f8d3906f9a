package dev.multifetch.cli.get.network;

import dev.multifetch.FetchOptions;
import dev.multifetch.HttpProxy;
import dev.multifetch.Proxies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how to reach servers.
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class NetworkOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      converter = ProxyUrl.class,
      description =
          "Reach all hosts through this proxy, except those that no_proxy lists:"
              + " http://HOST:PORT or http://USER:PASSWORD@HOST:PORT. Without this option, the"
              + " environment variables http_proxy, https_proxy and no_proxy count, as in curl.")
  private Optional<HttpProxy> proxy;

  @Option(
      names = "--no-proxy-env",
      description = "Ignore http_proxy, https_proxy, all_proxy and no_proxy in the environment.")
  private boolean noProxyVariables;

  @Option(
      names = "--resolve",
      paramLabel = "HOST:PORT:ADDRESS",
      converter = GivenAddresses.Converter.class,
      description =
          "Connect to this address instead of looking the host up, for this port; may be given more"
              + " than once.")
  private List<GivenAddresses> given = List.of();

  private Proxies proxies = Proxies.NONE;

  /// Reads the environment of the process.
  ///
  /// @throws ParameterException if a variable there names no proxy
  public void check(Map<String, String> environment) {
    ProxyVariables variables = new ProxyVariables(noProxyVariables ? Map.of() : environment);
    try {
      proxies =
          proxy.isPresent() ? new Proxies(proxy, proxy, variables.direct()) : variables.proxies();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), wrong.getMessage() + "; --no-proxy-env ignores it");
    }
  }

  /// Adds what was asked for.
  public void addTo(FetchOptions.Builder options) {
    options.proxies(proxies);
    given.forEach(host -> options.addresses(host.host(), host.port(), host.addresses()));
  }
}
