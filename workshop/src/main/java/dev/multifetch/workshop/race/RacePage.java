package dev.multifetch.workshop.race;

import com.sun.net.httpserver.HttpExchange;
import dev.multifetch.workshop.web.ServerEvents;
import dev.multifetch.workshop.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;

/// The page of the race, and what it asks of this process: `POST /race/start` with [Settings],
/// `POST /race/stop`, and the events of `GET /race/events`.
public final class RacePage implements AutoCloseable {

  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final int LARGEST = 4_096; // bytes of settings

  /// How often a page hears of a race. Each message wakes a browser that shares the processors with
  /// six lanes.
  private static final Duration BEAT = Duration.ofMillis(50);

  private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos(); // finds closed pages

  private final WebServer web;
  private final Race race;

  private RacePage(WebServer web, Race race) {
    this.web = web;
    this.race = race;
    web.resources("/", "workshop/race");
    web.handle("/race/start", this::start);
    web.handle("/race/stop", this::stop);
    web.handle("/race/events", this::events);
  }

  /// Serves the page at this address of this machine; port 0 means any free port. Starts the
  /// processes of the lanes.
  ///
  /// @throws IOException if it cannot; the message names the port and says what to do
  public static RacePage open(InetAddress address, int port) throws IOException {
    WebServer web = WebServer.listen(address, port);
    try {
      RacePage page = new RacePage(web, new Race());
      page.race.warmUp();
      return page;
    } catch (IOException e) {
      web.close();
      throw e;
    }
  }

  public URI url() {
    return web.url();
  }

  /// Where other machines reach it; nowhere if it listens on the loopback.
  public List<URI> urlsForOthers() {
    return web.urlsForOthers();
  }

  Race race() {
    return race;
  }

  private void start(HttpExchange exchange) throws IOException {
    order(
        exchange,
        () -> {
          byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
          race.start(Wire.JSON.readValue(body, Settings.class));
        });
  }

  private void stop(HttpExchange exchange) throws IOException {
    order(exchange, race::stop);
  }

  private interface Order {
    void obey() throws IOException;
  }

  /// Asks for JSON, since a browser lets no page of another server send that.
  private static void order(HttpExchange exchange, Order order) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      WebServer.answer(exchange, 405, PLAIN, "POST it\n");
    } else if (!JSON.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      WebServer.answer(exchange, 415, PLAIN, "Content-Type must be " + JSON + "\n");
    } else {
      obey(exchange, order);
    }
  }

  private static void obey(HttpExchange exchange, Order order) throws IOException {
    try {
      order.obey();
      WebServer.answer(exchange, 202, JSON, "{}");
    } catch (IllegalStateException e) {
      WebServer.answer(exchange, 409, PLAIN, e.getMessage() + "\n");
    } catch (IllegalArgumentException e) {
      WebServer.answer(exchange, 400, PLAIN, e.getMessage() + "\n");
    } catch (JacksonException e) {
      WebServer.answer(exchange, 400, PLAIN, cause(e) + "\n");
    }
  }

  private static String cause(JacksonException e) {
    return e.getCause() instanceof IllegalArgumentException wrong
        ? String.valueOf(wrong.getMessage())
        : "these are no settings of a race: " + e.getOriginalMessage();
  }

  /// Sends the race that is on, or the last race, from its beginning, and then what comes.
  private void events(HttpExchange exchange) throws IOException {
    try (ServerEvents events = ServerEvents.begin(exchange)) {
      Place place = new Place(-1, 0, Recording.State.NONE, 0);
      while (true) {
        Recording now = race.recording();
        int from = now.race() == place.race ? place.entries : 0;
        Recording.Part part = now.from(from, BEAT);
        if (place.isOlderThan(part)) {
          events.send("race", Wire.JSON.writeValueAsString(part));
          place = Place.after(part);
          Thread.sleep(BEAT); // what comes until then is one message
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    }
  }

  /// What a page knows.
  ///
  /// @param since when it was told, in nanoseconds
  private record Place(int race, int entries, Recording.State state, long since) {

    static Place after(Recording.Part part) {
      int entries = part.from() + part.entries().size();
      return new Place(part.race(), entries, part.state(), System.nanoTime());
    }

    boolean isOlderThan(Recording.Part part) {
      return race != part.race()
          || state != part.state()
          || !part.entries().isEmpty()
          || state == Recording.State.RUNNING // its clock goes on
          || System.nanoTime() - since > SILENCE_NANOS;
    }
  }

  @Override
  public void close() {
    web.close();
    race.close();
  }
}
