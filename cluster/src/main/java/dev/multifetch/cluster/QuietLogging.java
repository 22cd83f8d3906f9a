package dev.multifetch.cluster;

import com.hazelcast.logging.AbstractLogger;
import com.hazelcast.logging.ILogger;
import com.hazelcast.logging.LogEvent;
import com.hazelcast.logging.LoggerFactory;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/// Keeps the engine's log to itself, unless the user asks for it: what a user must know of the
/// cluster, the commands say in their own words.
public final class QuietLogging implements LoggerFactory {

  /// `-Dmultifetch.engine.log=INFO` writes the engine's log to standard error.
  private static final Level LEAST =
      Level.parse(System.getProperty("multifetch.engine.log", "OFF"));

  @Override
  public ILogger getLogger(String name) {
    return new Lines(name.substring(name.lastIndexOf('.') + 1));
  }

  private static final class Lines extends AbstractLogger {

    private final String name;

    Lines(String name) {
      this.name = name;
    }

    @Override
    public void log(Level level, @Nullable String message) {
      if (isLoggable(level)) {
        System.err.println("engine: " + level + " " + name + ": " + message);
      }
    }

    @Override
    public void log(Level level, @Nullable String message, @Nullable Throwable thrown) {
      log(level, message);
      if (isLoggable(level) && thrown != null) {
        thrown.printStackTrace();
      }
    }

    @Override
    @SuppressWarnings("removal") // the interface still has it
    public void log(LogEvent event) {
      var log = event.getLogRecord();
      log(log.getLevel(), log.getMessage(), log.getThrown());
    }

    @Override
    public Level getLevel() {
      return LEAST;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.intValue() >= LEAST.intValue() && !LEAST.equals(Level.OFF);
    }
  }
}
