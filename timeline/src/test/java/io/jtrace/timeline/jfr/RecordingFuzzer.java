package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The target of {@code scripts/fuzz}: what {@link RecordingCheck} says holds for any bytes, and
 * costs no more than it may. Jazzer finds the method by its name; any other driver can call it too.
 */
public final class RecordingFuzzer {
  /** Every so many inputs are read in all other ways as well: from a file, by several threads. */
  private static final int OTHER_WAYS_EVERY = 128;

  private static final Path SCRATCH = scratch();

  /** The JVM compiles and loads classes meanwhile: what is over the bound must be so twice. */
  private static final int TRIES = 3;

  private RecordingFuzzer() {}

  /** Reads {@code data}; whatever it throws is a find. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (!RecordingCheck.measure(data).isWithinBounds(data.length)) {
      confirm(data);
    }
    if (Math.floorMod(Arrays.hashCode(data), OTHER_WAYS_EVERY) == 0) {
      readInOtherWays(data);
    }
  }

  private static void readInOtherWays(byte[] data) {
    RecordingCheck.everyWayToReadGivesTheSame(data, SCRATCH);
    int fromNanos = Arrays.hashCode(data);
    RecordingCheck.anyWindowCanBeRead(data, fromNanos, fromNanos + 1_000_000_000L);
  }

  /** Reads each of these files, or of the hostile recordings, and says what that cost. */
  public static void main(String[] names) throws IOException {
    Map<String, Supplier<byte[]>> drawn = new LinkedHashMap<>(HostileShapes.drawn());
    drawn.putAll(HostileTexts.drawn());
    for (String name : names.length > 0 ? names : drawn.keySet().toArray(new String[0])) {
      Supplier<byte[]> drawing = drawn.get(name);
      byte[] bytes = drawing != null ? drawing.get() : Files.readAllBytes(Path.of(name));
      System.out.println(Path.of(name).getFileName() + ": " + cost(bytes));
      if (drawing == null) {
        readInOtherWays(bytes);
      }
    }
  }

  private static String cost(byte[] bytes) {
    try {
      RecordingCheck.Cost cost = RecordingCheck.measure(bytes);
      return "%d bytes, %d ms, %d MB allocated"
          .formatted(bytes.length, cost.cpuNanos() / 1_000_000, cost.allocatedBytes() >> 20);
    } catch (OutOfMemoryError e) {
      return e.toString();
    }
  }

  private static void confirm(byte[] data) {
    RecordingCheck.Cost cost = RecordingCheck.measure(data);
    for (int i = 1; i < TRIES && !cost.isWithinBounds(data.length); i++) {
      cost = RecordingCheck.measure(data);
    }
    if (!cost.isWithinBounds(data.length)) {
      throw new AssertionError(cost + " for " + data.length + " bytes");
    }
  }

  private static Path scratch() {
    try {
      Path file = Files.createTempFile("fuzz", ".jfr");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
