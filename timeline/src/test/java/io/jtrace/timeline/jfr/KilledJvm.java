package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that records itself napping and never ends by itself. Its recording is the chunk that lies
 * in the repository of the flight recorder, which nobody closes once the JVM is killed.
 */
final class KilledJvm implements AutoCloseable {
  private static final String SETTINGS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <configuration version="2.0">
        <event name="jdk.ThreadSleep">
          <setting name="enabled">true</setting>
          <setting name="threshold">0 ms</setting>
        </event>
        <event name="jdk.ThreadPark">
          <setting name="enabled">true</setting>
          <setting name="threshold">0 ms</setting>
        </event>
        <event name="jdk.JVMInformation">
          <setting name="enabled">true</setting>
        </event>
      </configuration>
      """;

  private final Process process;
  private final Path repository;

  private KilledJvm(Process process, Path repository) {
    this.process = process;
    this.repository = repository;
  }

  /** Naps forever, a millisecond at a time. */
  public static void main(String[] arguments) throws InterruptedException {
    while (true) {
      Thread.sleep(1);
      LockSupport.parkNanos(100_000);
    }
  }

  /** Starts one that keeps all of its files in {@code directory}. */
  static KilledJvm start(Path directory) throws IOException {
    Path settings = Files.writeString(directory.resolve("naps.jfc"), SETTINGS);
    Path repository = directory.resolve("repository");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:FlightRecorderOptions:repository=" + repository,
                "-XX:StartFlightRecording:settings=" + settings,
                "-cp",
                System.getProperty("java.class.path"),
                KilledJvm.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile())
            .start();
    return new KilledJvm(process, repository);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the file that it writes to, or null before there is one. */
  @Nullable Path chunk() throws IOException {
    if (!Files.isDirectory(repository)) {
      return null;
    }
    try (Stream<Path> files = Files.walk(repository)) {
      List<Path> chunks = files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
      return chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    }
  }

  /** Kills it as the operating system does, without a chance to close anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the JVM survives being killed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
