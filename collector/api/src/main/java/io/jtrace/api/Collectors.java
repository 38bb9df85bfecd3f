package io.jtrace.api;

import io.jtrace.api.spi.Collector;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds what records, which is not in this module. */
final class Collectors {

  private static final String MISSING =
      "profiles and traces need the collector of jtrace: put jtrace.jar on the class path, or start"
          + " the program with -javaagent:jtrace.jar";

  @SuppressWarnings("NonFinalStaticField") // set once, when it is first found
  private static @Nullable Collector found;

  private Collectors() {}

  /**
   * Returns the collector. An agent may bring it while the program runs, so it is looked for until
   * it is found.
   *
   * @throws IllegalStateException if there is none
   */
  static synchronized Collector get() {
    Collector collector = found;
    if (collector == null) {
      collector = find(Collector.class.getClassLoader());
      found = collector;
    }
    return collector;
  }

  /** Returns the collector if somebody has asked for it before. */
  static synchronized Optional<Collector> used() {
    return Optional.ofNullable(found);
  }

  /** Looks where this module is: elsewhere the interface would be another one. */
  static Collector find(@Nullable ClassLoader loader) {
    try {
      return ServiceLoader.load(Collector.class, loader)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(MISSING));
    } catch (ServiceConfigurationError ofAnotherLoader) {
      throw new IllegalStateException(
          "io.jtrace.api is there twice, the one of " + loader + " is not that of jtrace.jar",
          ofAnotherLoader);
    }
  }
}
