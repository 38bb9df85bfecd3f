package io.jtrace.agent.program;

import io.jtrace.agent.record.Daemon;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A profile of the whole run of a program, in a file that is written when the program ends, or
 * before when what is recorded has grown too large.
 */
public final class ProfileFile {

  /** Starts to record a profile. */
  @FunctionalInterface
  private interface Starter {
    StartedProfile start() throws IOException;
  }

  /** How often the size is looked at. */
  private static final long WATCH_MILLIS = 500;

  /** More than enough; a program that ends must not hang. */
  private static final long FINISH_SECONDS = 60;

  private final String name;
  private final PartFile file;
  private final StartedProfile profile;
  private final Consumer<String> told;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);

  private ProfileFile(String name, PartFile file, StartedProfile profile, Consumer<String> told) {
    this.name = name;
    this.file = file;
    this.profile = profile;
    this.told = told;
  }

  /**
   * Starts the CPU profile.
   *
   * @param maxSizeBytes of what is recorded, before the profile is made of it
   * @param told what is to be said of it later, one sentence each
   * @throws IOException if the file cannot be written or this JVM not record; says why
   */
  public static ProfileFile cpu(
      Path file,
      TraceRecorder recorder,
      TraceExporter exporter,
      long maxSizeBytes,
      Consumer<String> told)
      throws IOException {
    Starter starter = () -> StartedProfile.cpu(recorder, exporter);
    return start("the CPU profile " + file, file, starter, maxSizeBytes, told);
  }

  /** Starts the heap profile: allocations of the whole run, and what is left at its end. */
  public static ProfileFile heap(
      Path file,
      TraceRecorder recorder,
      TraceExporter exporter,
      long maxSizeBytes,
      Consumer<String> told)
      throws IOException {
    Starter starter = () -> StartedProfile.heap(recorder, exporter);
    return start("the heap profile " + file, file, starter, maxSizeBytes, told);
  }

  private static ProfileFile start(
      String name, Path file, Starter starter, long maxSizeBytes, Consumer<String> told)
      throws IOException {
    PartFile part = PartFile.create(file);
    boolean isStarted = false;
    try {
      ProfileFile started = new ProfileFile(name, part, starter.start(), told);
      Daemon.start("jtrace-profile", () -> started.run(maxSizeBytes));
      isStarted = true;
      return started;
    } finally {
      if (!isStarted) {
        part.discard();
      }
    }
  }

  private void run(long maxSizeBytes) {
    try {
      while (!ended.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (profile.sizeBytes() > maxSizeBytes) {
          told.accept(name + " ended early because what it is made of had grown too large");
          break;
        }
      }
      write();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | LinkageError failed) {
      told.accept(name + " could not be written: " + failed.getMessage());
    } finally {
      written.countDown();
    }
  }

  private void write() throws IOException {
    boolean isWhole = false;
    try {
      profile.stopTo(file.out());
      isWhole = true;
    } finally {
      if (isWhole) {
        file.keep();
      } else {
        file.discard();
      }
    }
  }

  /** Ends the profile and returns when its file is there. */
  public void end() {
    ended.countDown();
    try {
      if (!written.await(FINISH_SECONDS, TimeUnit.SECONDS)) {
        told.accept(name + " was not written within " + FINISH_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
