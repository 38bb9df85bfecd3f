package io.jtrace.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Profiles of recordings that are drawn. */
final class RecordedProfilesTest {

  private static StackProfile profile(RecordedProfile kind, String... lines) {
    return RecordedProfiles.read(RecordingScript.of(lines), kind, 0);
  }

  private static List<String> samples(StackProfile profile) {
    List<String> samples = new ArrayList<>();
    profile.<RuntimeException>forEach(
        (stack, labels, values) ->
            samples.add(
                profile.framesOf(stack).stream().map(Frame::method).collect(Collectors.joining("<"))
                    + " "
                    + Arrays.toString(values)
                    + " "
                    + new TreeMap<>(labels)));
    return samples;
  }

  @Test
  void cpuTimeSamples_haveTheLabelsThatTheirThreadHadThen() {
    StackProfile cpu =
        profile(
            RecordedProfile.CPU,
            "duration 100",
            "thread t",
            "jtrace.Labels t 15 \"labels=tenant=acme|user=jo\"",
            "jtrace.Labels t 35 labels=",
            "CPUTimeSample t 10 samplingPeriod=10ms stack=A.a<A.main",
            "CPUTimeSample t 20 samplingPeriod=10ms stack=A.a<A.main",
            "CPUTimeSample t 30 samplingPeriod=10ms stack=A.a<A.main",
            "CPUTimeSample t 40 samplingPeriod=10ms");

    assertThat(cpu.types()).extracting(type -> type.type()).containsExactly("samples", "cpu");
    assertThat(samples(cpu))
        .containsExactly(
            "A.a<A.main [1, 10000000] {thread=t}",
            "A.a<A.main [2, 20000000] {tenant=acme, thread=t, user=jo}",
            "(no stack recorded) [1, 10000000] {thread=t}");
  }

  @Test
  void samplesByWallTime_leaveOutNativeCodeThatWaits() {
    StackProfile cpu =
        profile(
            RecordedProfile.CPU,
            "duration 100",
            "thread busy",
            "thread acceptor",
            "ExecutionSample - 20 sampledThread=busy stack=A.loop",
            "NativeMethodSample - 20 sampledThread=acceptor stack=sun.nio.ch.Net.accept<A.run",
            "NativeMethodSample - 40 sampledThread=busy stack=java.util.zip.Deflater.deflate<A.zip");

    assertThat(cpu.types()).extracting(type -> type.type()).containsExactly("samples");
    assertThat(samples(cpu))
        .containsExactly(
            "A.loop [1] {code=java, thread=busy}",
            "java.util.zip.Deflater.deflate<A.zip [1] {code=native, thread=busy}");
  }

  @Test
  void hiddenClasses_haveNoNumbers() {
    StackProfile allocations =
        profile(
            RecordedProfile.ALLOCATIONS,
            "duration 100",
            "thread t",
            "ObjectAllocationSample t 10 objectClass=B weight=7 stack=A$$Lambda$4+0x00007f.12.run",
            "ObjectAllocationSample t 10 objectClass=B weight=8 stack=A$$Lambda.0x00009f.run");

    assertThat(samples(allocations)).containsExactly("A$$Lambda.run [2, 15] {class=B}");
  }

  @Test
  void contention_isWhereTheHolderWasSeenLastDuringTheWait() {
    StackProfile mutex =
        profile(
            RecordedProfile.MUTEX,
            "duration 100",
            "thread holder",
            "thread waiter",
            "ThreadSleep holder 2-5 stack=A.before",
            "ThreadSleep holder 15-18 stack=A.inside<A.hold",
            "CPUTimeSample holder 25 stack=A.after",
            "JavaMonitorEnter waiter 10-20 previousOwner=holder monitorClass=Cache stack=A.want");

    assertThat(samples(mutex))
        .containsExactly("A.inside<A.hold [1, 10000000] {lock=Cache, stack=holder}");
    assertThat(mutex.comments().get(0)).startsWith("1 of 1 waits");
  }

  @Test
  void ownerThatTheHooksTell_isTheHolderOfALock() {
    StackProfile mutex =
        profile(
            RecordedProfile.MUTEX,
            "duration 100",
            "thread holder",
            "thread waiter",
            "ThreadSleep holder 15-18 stack=A.inside<A.hold",
            "jtrace.LockWait waiter 10 lock=java.util.concurrent.locks.ReentrantLock owner=holder",
            "ThreadPark waiter 10-20 parkedClass=java.util.concurrent.locks.ReentrantLock$Sync"
                + " stack=A.lock",
            "ThreadPark waiter 30-35 parkedClass=java.util.concurrent.locks.ReentrantLock$Sync"
                + " stack=A.lock");

    assertThat(samples(mutex))
        .containsExactly(
            "A.inside<A.hold [1, 10000000]"
                + " {lock=java.util.concurrent.locks.ReentrantLock$Sync, stack=holder}",
            "A.lock [1, 5000000]"
                + " {lock=java.util.concurrent.locks.ReentrantLock$Sync, stack=waiter}");
  }

  @Test
  void contentionOfAHolderThatWasNotSeen_staysWithTheWaiter() {
    StackProfile mutex =
        profile(
            RecordedProfile.MUTEX,
            "duration 100",
            "thread holder",
            "thread waiter",
            "ThreadSleep holder 2-5 stack=A.before",
            "JavaMonitorEnter waiter 10-20 previousOwner=holder monitorClass=Cache stack=A.want",
            "ThreadPark waiter 30-35 parkedClass=java.util.concurrent.locks.ReentrantLock$Sync"
                + " stack=A.lock",
            "ThreadPark waiter 40-45 parkedClass=java.util.concurrent.CountDownLatch$Sync"
                + " stack=A.await");

    assertThat(samples(mutex))
        .containsExactly(
            "A.want [1, 10000000] {lock=Cache, stack=waiter}",
            "A.lock [1, 5000000] {lock=java.util.concurrent.locks.ReentrantLock$Sync,"
                + " stack=waiter}");
  }

  @Test
  void block_hasAllWaitsWithTheirOperation() {
    StackProfile block =
        profile(
            RecordedProfile.BLOCK,
            "duration 100",
            "thread t",
            "JavaMonitorEnter t 10-20 monitorClass=Cache stack=A.want",
            "JavaMonitorWait t 20-30 monitorClass=Queue stack=A.take",
            "ThreadPark t 30-35 parkedClass=Latch stack=A.await",
            "ThreadPark t 40-45 parkedClass=Latch stack=A.await",
            "ThreadSleep t 50-60 stack=A.sleep");

    assertThat(samples(block))
        .containsExactly(
            "A.want [1, 10000000] {lock=Cache, operation=monitor enter}",
            "A.take [1, 10000000] {lock=Queue, operation=wait}",
            "A.await [2, 10000000] {lock=Latch, operation=park}");
  }

  @Test
  void waitsThatAreTooShort_areLeftOutThoughAnotherRecordingHasThem() {
    String[] lines = {
      "duration 100",
      "thread t",
      "JavaMonitorEnter t 10-20 monitorClass=Cache stack=A.want",
      "ThreadPark t 30-35 parkedClass=java.util.concurrent.locks.ReentrantLock$Sync"
    };
    for (RecordedProfile kind : List.of(RecordedProfile.BLOCK, RecordedProfile.MUTEX)) {
      StackProfile whole = RecordedProfiles.read(RecordingScript.of(lines), kind, 5_000_000);
      StackProfile part = RecordedProfiles.read(RecordingScript.of(lines), kind, 5_000_001);

      assertThat(samples(whole)).hasSize(2);
      assertThat(samples(part)).singleElement().asString().startsWith("A.want [1, 10000000]");
    }
  }

  @Test
  void startedThreads_belongToWhoStartedThem() {
    StackProfile started =
        profile(
            RecordedProfile.THREADS_STARTED,
            "duration 100",
            "thread main",
            "thread worker",
            "ThreadStart worker 20 thread=worker parentThread=main stack=A.start<A.main");

    assertThat(samples(started)).containsExactly("A.start<A.main [1] {}");
  }
}
