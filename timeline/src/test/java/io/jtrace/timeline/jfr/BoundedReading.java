package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads recordings in a JVM of its own that has no more heap than reading a megabyte may take. What
 * would never end is ended, with all that comes after it.
 *
 * @param names of the recordings that were read
 * @param failures what was said of the others
 */
record BoundedReading(List<String> names, List<String> failures) {
  private static final int MAX_INPUT_BYTES = 1 << 20;
  private static final long HEAP_BYTES =
      RecordingCheck.BASE_BYTES + RecordingCheck.BYTES_PER_BYTE * MAX_INPUT_BYTES;
  private static final int MAX_MINUTES = 2;

  BoundedReading {
    names = List.copyOf(names);
    failures = List.copyOf(failures);
  }

  /** Draws recordings into {@code directory} and has them read. */
  static BoundedReading of(Map<String, Supplier<byte[]>> drawn, Path directory)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_BYTES,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RecordingFuzzer.class.getName()));
    for (Map.Entry<String, Supplier<byte[]>> entry : drawn.entrySet()) {
      byte[] bytes = entry.getValue().get();
      if (bytes.length > MAX_INPUT_BYTES) {
        throw new IllegalArgumentException(entry.getKey() + " has " + bytes.length + " bytes");
      }
      command.add(Files.write(directory.resolve(entry.getKey()), bytes).toString());
    }
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    } finally {
      process.destroyForcibly();
    }
    return parsed(Files.readAllLines(output));
  }

  private static BoundedReading parsed(List<String> lines) {
    List<String> names = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      if (colon > 0 && line.contains(" bytes, ")) {
        names.add(line.substring(0, colon));
      } else {
        failures.add(line);
      }
    }
    return new BoundedReading(names, failures);
  }
}
