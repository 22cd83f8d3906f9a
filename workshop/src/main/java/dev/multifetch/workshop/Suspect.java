package dev.multifetch.workshop;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/// What a learner wrote, as the suite wants it: a class that is a [Fetcher], or a program that is
/// run as one.
///
/// @param atOnce how many URLs it promises to have in flight; 0 for as many as `maxInFlight`
record Suspect(Class<?> written, int atOnce) implements FetcherFactory {

  /// Chooses among the classes of a file.
  ///
  /// @throws IllegalArgumentException if none will do; the message says what is missing
  static Suspect among(Iterable<Class<?>> classes, int atOnce) {
    for (Class<?> candidate : classes) {
      if (Fetcher.class.isAssignableFrom(candidate)) {
        return new Suspect(candidate, atOnce);
      }
    }
    for (Class<?> candidate : classes) {
      if (main(candidate).isPresent()) {
        return new Suspect(candidate, atOnce);
      }
    }
    throw new IllegalArgumentException(
        "the file has neither a class that implements Fetcher nor a method main");
  }

  static Optional<Method> main(Class<?> program) {
    return Arrays.stream(program.getDeclaredMethods())
        .filter(method -> method.getName().equals("main"))
        .findFirst();
  }

  @Override
  public String name() {
    return "your code";
  }

  @Override
  public String model() {
    return name();
  }

  @Override
  public String transport() {
    return "yours";
  }

  @Override
  public String summary() {
    return "what you wrote";
  }

  @Override
  public int concurrency(FetchOptions options) {
    return atOnce > 0 ? Math.min(atOnce, options.maxInFlight()) : options.maxInFlight();
  }

  @Override
  public Fetcher open(FetchOptions options) {
    if (!Fetcher.class.isAssignableFrom(written)) {
      return new ProgramFetcher(written);
    }
    Constructor<?> constructor = written.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return (Fetcher)
          (constructor.getParameterCount() == 0
              ? constructor.newInstance()
              : constructor.newInstance(options));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the constructor threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the constructor must take nothing, or FetchOptions: " + e.getMessage(), e);
    }
  }
}
