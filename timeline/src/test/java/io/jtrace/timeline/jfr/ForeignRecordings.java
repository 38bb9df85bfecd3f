package io.jtrace.timeline.jfr;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Recordings made by other people's JVMs and tools, where the machine has them. */
public final class ForeignRecordings {
  private ForeignRecordings() {}

  /** Returns the names of those whose events the JDK's reader can read too. */
  static Stream<String> readByTheJdk() {
    return Stream.of(
        "MetadataBaseline_11.jfr",
        "openjdk8u292.jfr",
        "jdk18-finalizers.jfr",
        "dominating_thread_allocation_sample.jfr",
        "wall.jfr");
  }

  /** Returns a recording; skips the test, visibly, where it is absent. */
  public static Path find(String name) {
    String configured = System.getProperty("jtrace.recordings");
    if (configured != null) {
      return existing(Path.of(configured), name);
    }
    // Tests run in the module's folder; the recordings lie beside the checkout, which may itself
    // be one of several working trees.
    Path module = Path.of("").toAbsolutePath();
    for (Path dir = module; dir != null; dir = dir.getParent()) {
      Path candidate = dir.resolve("shared/recordings");
      if (Files.isDirectory(candidate)) {
        return existing(candidate, name);
      }
    }
    assumeTrue(false, "no folder shared/recordings above " + module + "; skipped");
    throw new AssertionError("not reached");
  }

  private static Path existing(Path directory, String name) {
    Path file = directory.resolve(name);
    assumeTrue(Files.isReadable(file), file + " is absent; skipped");
    return file;
  }
}
