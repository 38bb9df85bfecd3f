package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records this JVM while threads do what we know, and asks the model what they did. Waits have a
 * lower bound, which holds on any machine; there is no upper one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownTruthTest {
  private static final long MS = 1_000_000;
  private static final long WAIT_MILLIS = 40;

  private final Object lock = new Object();

  private Trace trace = TraceScript.of("nobody: RUNNING 0-1");

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("truth.jfr");
    try (Recording recording = new Recording()) {
      for (String event :
          new String[] {
            "ThreadStart",
            "ThreadEnd",
            "ThreadSleep",
            "ThreadPark",
            "JavaMonitorEnter",
            "JavaMonitorWait",
            "SocketRead",
            "SocketWrite",
            "JVMInformation"
          }) {
        recording.enable("jdk." + event).withThreshold(Duration.ZERO).with("throttle", "off");
      }
      recording.start();
      run("truth-park", () -> LockSupport.parkNanos(this, WAIT_MILLIS * MS));
      run("truth-sleep", () -> Thread.sleep(WAIT_MILLIS));
      run("truth-wait", this::waitForNobody);
      contend();
      readLateAnswer();
      recording.stop();
      recording.dump(file);
    }
    trace = Traces.of(RecordingReader.read(file));
  }

  private static void run(String name, NamedThreads.Action action) throws InterruptedException {
    NamedThreads.start(name, action).join();
  }

  private void waitForNobody() throws InterruptedException {
    long end = System.nanoTime() + WAIT_MILLIS * MS;
    synchronized (lock) {
      for (long left = WAIT_MILLIS; left > 0; left = (end - System.nanoTime()) / MS) {
        lock.wait(left);
      }
    }
  }

  private void contend() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Thread waiter = NamedThreads.start("truth-blocked", () -> enterAfter(held));
    Thread owner = NamedThreads.start("truth-owner", () -> holdUntilBlocked(held, waiter));
    owner.join();
    waiter.join();
  }

  private void enterAfter(CountDownLatch held) throws InterruptedException {
    held.await();
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  private void holdUntilBlocked(CountDownLatch held, Thread waiter) throws InterruptedException {
    synchronized (lock) {
      held.countDown();
      while (waiter.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      Thread.sleep(WAIT_MILLIS);
    }
  }

  private static void readLateAnswer() throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    CountDownLatch reading = new CountDownLatch(1);
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort());
        Socket accepted = server.accept()) {
      Thread reader =
          NamedThreads.start(
              "truth-read",
              () -> {
                reading.countDown();
                assertThat(client.getInputStream().read()).isEqualTo(7);
              });
      reading.await();
      Thread.sleep(WAIT_MILLIS);
      accepted.getOutputStream().write(7);
      reader.join();
    }
  }

  private long nanos(String threadName, State state) {
    int thread = SpanText.thread(trace, threadName);
    long sum = 0;
    for (int s = trace.spans().first(thread); s < trace.spans().end(thread); s++) {
      sum += trace.spans().state(s) == state ? trace.spans().durationNanos(s) : 0;
    }
    return sum;
  }

  private int longest(String threadName, State state) {
    int thread = SpanText.thread(trace, threadName);
    int longest = -1;
    for (int s = trace.spans().first(thread); s < trace.spans().end(thread); s++) {
      boolean isLonger =
          longest < 0 || trace.spans().durationNanos(s) > trace.spans().durationNanos(longest);
      longest = trace.spans().state(s) == state && isLonger ? s : longest;
    }
    assertThat(longest)
        .as("%s of %s in %s", state, threadName, SpanText.of(trace, threadName))
        .isNotNegative();
    return longest;
  }

  @Test
  void park_isParkedOnItsBlocker() {
    int span = longest("truth-park", State.PARKED);

    assertThat(nanos("truth-park", State.PARKED)).isGreaterThan(WAIT_MILLIS * MS * 9 / 10);
    assertThat(trace.strings().at(trace.spans().subject(span)))
        .isEqualTo(KnownTruthTest.class.getName());
    assertThat(trace.spans().amount(span)).isEqualTo(WAIT_MILLIS * MS);
  }

  @Test
  void sleep_isSleeping() {
    assertThat(nanos("truth-sleep", State.SLEEPING)).isGreaterThan(WAIT_MILLIS * MS * 9 / 10);
    assertThat(nanos("truth-sleep", State.PARKED)).isZero();
  }

  @Test
  void objectWait_isWaitingAndTimesOut() {
    int span = longest("truth-wait", State.WAITING);

    assertThat(nanos("truth-wait", State.WAITING)).isGreaterThan(WAIT_MILLIS * MS * 9 / 10);
    assertThat(trace.spans().isTimedOut(span)).isTrue();
  }

  @Test
  void contendedMonitor_isBlockedUntilItsOwnerLetsGo() {
    int span = longest("truth-blocked", State.BLOCKED);

    assertThat(nanos("truth-blocked", State.BLOCKED)).isGreaterThan(WAIT_MILLIS * MS * 9 / 10);
    assertThat(trace.spans().other(span)).isEqualTo(SpanText.thread(trace, "truth-owner"));
    assertThat(nanos("truth-owner", State.SLEEPING)).isGreaterThan(WAIT_MILLIS * MS * 9 / 10);
    boolean isFlow = false;
    for (int flow = 0; flow < trace.flows().size(); flow++) {
      isFlow |=
          trace.flows().kind(flow) == Flows.Kind.MONITOR_HANDOVER
              && trace.flows().toThread(flow) == SpanText.thread(trace, "truth-blocked");
    }
    assertThat(isFlow).isTrue();
  }

  @Test
  void lateAnswer_isSocketInput() {
    int span = longest("truth-read", State.SOCKET_IO);

    assertThat(trace.spans().durationNanos(span)).isPositive();
    assertThat(trace.spans().amount(span)).isEqualTo(1);
    assertThat(trace.strings().at(trace.spans().subject(span))).matches(".+:[0-9]+");
  }

  @Test
  void threads_liveFromStartToEnd() {
    int thread = SpanText.thread(trace, "truth-park");

    assertThat(trace.threads().isStartSeen(thread)).isTrue();
    assertThat(trace.threads().isEndSeen(thread)).isTrue();
    assertThat(nanos("truth-park", State.UNDETERMINED)).isZero();
    assertThat(trace.facts().jvms().get(0).javaVersion()).isEqualTo(Runtime.version().feature());
  }
}
