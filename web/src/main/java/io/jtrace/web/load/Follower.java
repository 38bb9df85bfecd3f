package io.jtrace.web.load;

import io.jtrace.timeline.jfr.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording again whenever it has changed: a file that is appended to, a chunk in the
 * repository of a JVM, or the newest of a directory. For one thread.
 *
 * <p>It looks once a second, but less often where reading takes long, so that at most a quarter of
 * the time goes into reading.
 */
public final class Follower {
  private static final long LEAST_PAUSE_MILLIS = 1000;
  private static final int PAUSES_PER_READING = 3;

  /** What shows that a recording changed. */
  private record Fingerprint(Path file, long sizeBytes, FileTime time) {}

  private final String source;
  private final ReadOptions options;
  private @Nullable Fingerprint seen;
  private long readingMillis;

  /**
   * Creates a follower that has read nothing yet.
   *
   * @param source a file or a directory
   */
  public Follower(String source, ReadOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Reads the recording: at once the first time, later when it has changed.
   *
   * @throws UnreadableException if it cannot be read; it may be called again, when there is more
   */
  public LoadedTrace next(Progress progress) throws IOException, InterruptedException {
    Fingerprint now = fingerprint();
    while (seen != null) {
      TimeUnit.MILLISECONDS.sleep(Math.max(LEAST_PAUSE_MILLIS, PAUSES_PER_READING * readingMillis));
      now = fingerprint();
      if (!now.equals(seen)) {
        break;
      }
    }
    // Taken before reading: what is appended meanwhile is a change for the next time.
    seen = now;
    long start = System.nanoTime();
    try {
      return TraceSource.load(source, options, progress);
    } finally {
      readingMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }

  private Fingerprint fingerprint() throws IOException {
    Path file = TraceSource.locate(source);
    try {
      return new Fingerprint(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (NoSuchFileException e) {
      throw new UnreadableException("no such file: " + file, e);
    }
  }
}
