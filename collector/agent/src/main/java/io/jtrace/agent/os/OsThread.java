package io.jtrace.agent.os;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The thread that collects. Whatever goes wrong in it ends it and is told to whoever asks; the
 * program notices nothing. Its methods wait for it, whether the caller is interrupted or not.
 */
final class OsThread {

  private static final String NAME = "jtrace-os";

  private final BlockingQueue<Consumer<OsCollector>> work = new LinkedBlockingQueue<>();
  private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
  private boolean stopped;

  private OsThread() {}

  static OsThread start(Supplier<OsCollector> opener) {
    OsThread started = new OsThread();
    Thread thread = new Thread(null, () -> started.run(opener), NAME, 0, false);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError refused) {
      started.ended.complete(Optional.of(refused.toString()));
    }
    return started;
  }

  /** Writes everything. */
  void writeAll() {
    call(OsCollector::writeAll);
  }

  /** Says what the trace holds of it. */
  void addLimits(OsLimits limits) {
    call(collector -> collector.addLimits(limits));
    ended
        .getNow(Optional.empty())
        .ifPresent(
            failure -> {
              limits.add("jtrace.ThreadCpu", "cpu", "none", failure);
              limits.add("jtrace.SyscallSample", "syscalls", "off", failure);
            });
  }

  /** Ends the thread, which closes everything. */
  void stop() {
    work.add(collector -> stopped = true);
    ended.join();
  }

  private void call(Consumer<OsCollector> what) {
    CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    work.add(
        collector -> {
          what.accept(collector);
          done.complete(Optional.empty());
        });
    CompletableFuture.anyOf(done, ended).join();
  }

  // Throwable: it must not reach the program's handler of uncaught exceptions.
  private void run(Supplier<OsCollector> opener) {
    Optional<String> failure = Optional.empty();
    try (OsCollector collector = opener.get()) {
      loop(collector);
    } catch (Throwable failed) {
      failure = Optional.of("it had to be given up: " + failed);
    } finally {
      ended.complete(failure);
    }
  }

  private void loop(OsCollector collector) {
    long waitNanos = 0;
    while (!stopped) {
      Optional<Consumer<OsCollector>> next = next(waitNanos);
      if (next.isPresent()) {
        next.get().accept(collector);
      } else {
        waitNanos = collector.tick();
      }
    }
  }

  private Optional<Consumer<OsCollector>> next(long waitNanos) {
    try {
      return Optional.ofNullable(work.poll(waitNanos, TimeUnit.NANOSECONDS));
    } catch (InterruptedException byTheProgram) {
      return Optional.empty(); // nobody who wants us to stop would interrupt
    }
  }
}
