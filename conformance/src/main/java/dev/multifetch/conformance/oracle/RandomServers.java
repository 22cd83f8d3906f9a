package dev.multifetch.conformance.oracle;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Serves specimens on many ports. So a connection with a damaged response is closed before the
/// next request to the same port. Otherwise the effect of surplus bytes on the next response would
/// depend on timing. A damaged response ends with its connection.
final class RandomServers implements AutoCloseable {

  private static final int PORTS = 64;

  private static final Pattern TARGET = Pattern.compile("GET /([0-9]{1,18})/([0-9]{1,4})[ ?]");

  private final long firstSeed;
  private final List<ScriptedServer> servers;
  private final List<Specimen> specimens;

  RandomServers(long firstSeed, int count) {
    this.firstSeed = firstSeed;
    servers = Stream.generate(() -> ScriptedServer.start(this::serve)).limit(PORTS).toList();
    specimens =
        IntStream.range(0, count).mapToObj(i -> Specimen.of(firstSeed + i, at(i).port())).toList();
  }

  private ScriptedServer at(int index) {
    return servers.get(index % PORTS);
  }

  List<Specimen> specimens() {
    return specimens;
  }

  List<URI> urls() {
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < specimens.size(); i++) {
      urls.add(at(i).url(specimens.get(i).path()));
    }
    return urls;
  }

  private void serve(ScriptedConnection connection) throws IOException {
    while (true) {
      Optional<RandomResponse> answer = answerTo(connection.request());
      connection.answer(answer.map(RandomResponse::bytes).orElse(Scripts.OK));
      if (answer.isPresent() && !answer.get().persistent()) {
        connection.finish();
        connection.awaitClientClose();
      }
    }
  }

  private Optional<RandomResponse> answerTo(String request) {
    return TARGET
        .matcher(request)
        .results()
        .findFirst()
        .flatMap(
            target -> specimen(target).flatMap(s -> s.answer(Integer.parseInt(target.group(2)))));
  }

  private Optional<Specimen> specimen(MatchResult target) {
    long index = Long.parseLong(target.group(1)) - firstSeed;
    return index >= 0 && index < specimens.size()
        ? Optional.of(specimens.get((int) index))
        : Optional.empty();
  }

  @Override
  public void close() {
    servers.forEach(ScriptedServer::close);
  }
}
