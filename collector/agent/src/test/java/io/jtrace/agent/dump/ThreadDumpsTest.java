package io.jtrace.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.StackProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

final class ThreadDumpsTest {

  private static final Pattern HEAD = Pattern.compile("goroutine \\d+ \\[[^\\]]+\\]:");
  private static final Pattern FUNCTION = Pattern.compile("\\S+\\(\\.\\.\\.\\)");
  private static final Pattern PLACE = Pattern.compile("\t\\S+:\\d+");
  private static final Pattern LOCK =
      Pattern.compile("\t- [a-z ]+ <\\S+>(, held by goroutine \\d+)?");

  private final TraceRecorder recorder =
      TraceRecorder.open(Options.from("", Map.of(), Map.of(), warning -> {}));
  private final ThreadDumps dumps = new ThreadDumps(recorder);
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    over.countDown();
    for (Thread thread : started) {
      thread.join();
    }
    recorder.close();
  }

  private Thread start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    started.add(thread);
    thread.start();
    return thread;
  }

  private void awaitOver() {
    try {
      over.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String full() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    dumps.writeFull(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void awaitWaiting(Thread thread) {
    await()
        .until(
            () ->
                thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.BLOCKED);
  }

  @Test
  void threadsInOnePlace_areCountedTogether() throws IOException {
    for (int i = 0; i < 7; i++) {
      awaitWaiting(start("waiter-" + i, this::awaitOver));
    }

    StackProfile profile = dumps.count("goroutine", false);
    List<Long> found = new ArrayList<>();
    profile.<RuntimeException>forEach(
        (stack, labels, values) -> {
          if (profile.framesOf(stack).toString().contains("ThreadDumpsTest.awaitOver")) {
            found.add(values[0]);
            assertThat(labels)
                .containsEntry("state", "waiting")
                .containsEntry("group", "main")
                .doesNotContainKey("thread");
          }
        });

    assertThat(found).containsExactly(7L);
    assertThat(profile.comments().get(0)).contains("stopped together, for at most");
  }

  @Test
  void namedThreads_areToldApartByALabel() throws IOException {
    awaitWaiting(start("one", this::awaitOver));
    awaitWaiting(start("two", this::awaitOver));

    List<String> names = new ArrayList<>();
    dumps
        .count("goroutine", true)
        .<RuntimeException>forEach(
            (stack, labels, values) -> names.add(labels.getOrDefault("thread", "")));

    assertThat(names).contains("one", "two");
  }

  @Test
  void fullDump_obeysTheGrammarAndNamesOwners() throws IOException {
    ReentrantLock lock = new ReentrantLock();
    Object monitor = new Object();
    Thread owner =
        start(
            "owner [1]",
            () -> {
              lock.lock();
              try {
                synchronized (monitor) {
                  awaitOver();
                }
              } finally {
                lock.unlock();
              }
            });
    awaitWaiting(owner);
    awaitWaiting(start("parks", () -> lock.lock()));
    awaitWaiting(
        start(
            "blocks",
            () -> {
              synchronized (monitor) {
                assertThat(over.getCount()).isZero();
              }
            }));

    String dump = full();

    assertThat(dump.lines())
        .allMatch(
            line ->
                line.isEmpty()
                    || line.startsWith("# ")
                    || HEAD.matcher(line).matches()
                    || FUNCTION.matcher(line).matches()
                    || PLACE.matcher(line).matches()
                    || LOCK.matcher(line).matches());
    String id = idOf(dump, "owner _1_");
    assertThat(dump)
        .containsPattern("- parking to wait for <\\S+ReentrantLock\\S+>, held by goroutine " + id)
        .containsPattern("- waiting to lock <java.lang.Object\\S+>, held by goroutine " + id)
        .containsPattern("- locked <java.lang.Object@\\S+>");
  }

  @Test
  void deadlock_isTold() throws Exception {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    Thread first = start("first", () -> deadlock(one, other, bothHold));
    Thread second = start("second", () -> deadlock(other, one, bothHold));
    awaitWaiting(first);
    awaitWaiting(second);

    try {
      await().until(() -> full().contains("# deadlock: goroutines "));
    } finally {
      first.interrupt();
      second.interrupt();
    }
  }

  private static void deadlock(ReentrantLock held, ReentrantLock wanted, CountDownLatch bothHold) {
    held.lock();
    try {
      bothHold.countDown();
      bothHold.await();
      wanted.lockInterruptibly();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      held.unlock();
    }
  }

  private static String idOf(String dump, String name) {
    var matcher = Pattern.compile("goroutine (\\d+) \\[[^\\]]*thread " + name).matcher(dump);
    assertThat(matcher.find()).as(dump).isTrue();
    return matcher.group(1);
  }

  @Test
  void waitSeenBefore_hasAnAge() throws Exception {
    awaitWaiting(start("waiter", this::awaitOver));
    full();
    Thread.sleep(1100); // an age is told from a second on

    assertThat(full()).containsPattern("\\[waiting, [0-9]+ (seconds|minutes), thread waiter,");
  }

  @Test
  @EnabledForJreRange(minVersion = 21)
  void virtualThreads_areThere() throws Exception {
    Thread thread =
        (Thread)
            Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) this::awaitOver);
    started.add(thread);
    awaitWaiting(thread);

    assertThat(full())
        .containsPattern("goroutine \\d+ \\[[a-z ]+, virtual\\]:\n")
        .contains("# virtual threads were looked at one after the other");
    List<String> states = new ArrayList<>();
    StackProfile profile = dumps.count("goroutine", true);
    profile.<RuntimeException>forEach(
        (stack, labels, values) -> {
          if (profile.framesOf(stack).toString().contains("VirtualThread.run")) {
            states.add(labels.getOrDefault("group", ""));
          }
        });
    assertThat(states).contains("VirtualThreads");
  }

  @Test
  @EnabledForJreRange(maxVersion = 20)
  void jdkWithoutVirtualThreads_saysSo() throws IOException {
    assertThat(full()).contains("# no virtual threads: this JDK has none");
  }
}
