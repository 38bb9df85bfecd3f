package io.jtrace.web.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a viewer shows: none while the first is read, later one, and newer ones where a
 * growing recording is followed. Thread safe.
 */
public final class CurrentTrace implements Progress {
  /**
   * A trace with its number.
   *
   * @param number 1 for the first, and so on
   * @param base what it is compared with, or null
   */
  public record Version(int number, LoadedTrace trace, @Nullable LoadedTrace base) {
    /** Creates one that is compared with nothing. */
    public Version(int number, LoadedTrace trace) {
      this(number, trace, null);
    }
  }

  /**
   * What a viewer wants to know while it waits.
   *
   * @param number of the current version, 0 while there is none
   * @param step what is done now or was done last, such as {@code reading trace.out}
   * @param totalBytes or -1 where it is not known
   * @param problem why the last attempt to read anew failed; empty if it did not
   */
  public record Status(
      int number,
      boolean isFollowing,
      String step,
      long doneBytes,
      long totalBytes,
      String problem) {}

  private final boolean isFollowing;

  // Guarded by this.
  private @Nullable LoadedTrace base;
  private @Nullable Version version;
  private @Nullable Throwable failure;
  private String step = "";
  private long doneBytes;
  private long totalBytes = -1;
  private String problem = "";

  /**
   * Creates it without a trace.
   *
   * @param isFollowing whether newer ones may come after the first
   */
  public CurrentTrace(boolean isFollowing) {
    this.isFollowing = isFollowing;
  }

  /** Returns one that holds a trace for ever. */
  public static CurrentTrace of(LoadedTrace trace) {
    CurrentTrace current = new CurrentTrace(false);
    current.publish(trace);
    return current;
  }

  /** Says what traces that come from here on are compared with. */
  public synchronized void compareWith(LoadedTrace before) {
    base = before;
  }

  /** Replaces the trace. Who holds the one before may go on with it. */
  public synchronized void publish(LoadedTrace trace) {
    version = new Version(version == null ? 1 : version.number() + 1, trace, base);
    problem = "";
    notifyAll();
  }

  /** Says that the first trace will never come. */
  public synchronized void fail(Throwable reason) {
    failure = reason;
    notifyAll();
  }

  /** Says that the current trace could not be replaced by a newer one. */
  public synchronized void complain(String sentence) {
    problem = sentence;
  }

  @Override
  public synchronized void begins(String what) {
    step = what;
    doneBytes = 0;
    totalBytes = -1;
  }

  @Override
  public synchronized void advanced(long doneBytes, long totalBytes) {
    this.doneBytes = doneBytes;
    this.totalBytes = totalBytes;
  }

  /** Returns how things stand. */
  public synchronized Status status() {
    int number = version == null ? 0 : version.number();
    return new Status(number, isFollowing, step, doneBytes, totalBytes, problem);
  }

  /**
   * Returns the newest trace, once there is one.
   *
   * @throws IOException if there will be none, with the reason
   */
  public Version await() throws IOException, InterruptedException {
    while (true) {
      Version found = await(Long.MAX_VALUE);
      if (found != null) {
        return found;
      }
    }
  }

  /**
   * Returns the newest trace, or null if there is none when the time is over.
   *
   * @throws IOException if there will be none, with the reason
   */
  public synchronized @Nullable Version await(long millis)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (version == null && failure == null) {
      long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    if (version == null && failure != null) {
      throw asIoException(failure);
    }
    return version;
  }

  /** What is a defect stays unchecked; memory that is too small is for the user to know. */
  private static IOException asIoException(Throwable failure) {
    if (failure instanceof IOException expected) {
      return expected;
    }
    if (failure instanceof OutOfMemoryError) {
      return new UnreadableException(
          "the trace does not fit into the memory of this JVM; a larger -Xmx or --from and --to help",
          failure);
    }
    throw new IllegalStateException(String.valueOf(failure), failure);
  }
}
