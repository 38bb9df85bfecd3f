package io.jtrace.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.options.Options;
import io.jtrace.api.Context;
import io.jtrace.api.Log;
import io.jtrace.api.Region;
import io.jtrace.api.Task;
import io.jtrace.boot.AsyncFileEvent;
import io.jtrace.boot.CpuLossEvent;
import io.jtrace.boot.CpuSliceEvent;
import io.jtrace.boot.DatagramReceiveEvent;
import io.jtrace.boot.DatagramSendEvent;
import io.jtrace.boot.FileTransferEvent;
import io.jtrace.boot.LockWaitEvent;
import io.jtrace.boot.MappedForceEvent;
import io.jtrace.boot.NameLookupEvent;
import io.jtrace.boot.SelectEvent;
import io.jtrace.boot.SocketAcceptEvent;
import io.jtrace.boot.SocketConnectEvent;
import io.jtrace.boot.SyscallSampleEvent;
import io.jtrace.boot.TaskQueuedEvent;
import io.jtrace.boot.TriggerEvent;
import io.jtrace.boot.UnparkHooks;
import io.jtrace.boot.VirtualThreadHooks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins what a reader relies on. A change here is a change of docs/events.md and of its readers. */
final class RecordingContractTest {

  /** Events of code that is tested elsewhere and may not run here. */
  private static final List<Event> WRITTEN_ELSEWHERE =
      List.of(
          new SyscallSampleEvent(),
          new CpuSliceEvent(),
          new CpuLossEvent(),
          new SelectEvent(),
          new SocketAcceptEvent(),
          new SocketConnectEvent(),
          new NameLookupEvent(),
          new FileTransferEvent(),
          new MappedForceEvent(),
          new DatagramReceiveEvent(),
          new DatagramSendEvent(),
          new AsyncFileEvent(),
          new TaskQueuedEvent(),
          new LockWaitEvent(),
          new TriggerEvent());

  private final Path directory;

  RecordingContractTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private interface Body {
    void run() throws Exception;
  }

  private List<RecordedEvent> record(long millis, Body body) throws Exception {
    Path file = Files.createTempFile(directory, "trace", ".jfr");
    try (TraceRecorder recorder = recorder();
        Trace trace = recorder.start(spec(millis))) {
      body.run();
      assertThat(trace.await()).isTrue();
      trace.stop();
      try (OutputStream out = Files.newOutputStream(file)) {
        trace.writeTo(out);
      }
      assertThat(trace.sizeBytes()).isEqualTo(Files.size(file));
    }
    return RecordingFile.readAllEvents(file);
  }

  private static TraceRecorder recorder() {
    return TraceRecorder.open(Options.defaults());
  }

  /** Without thresholds, for an event that is written by hand lasts no time. */
  private static TraceSpec spec(long millis) {
    TraceSpec usual = TraceSpec.from(Options.defaults(), TimeUnit.MILLISECONDS.toNanos(millis));
    return new TraceSpec(
        usual.durationNanos(),
        usual.detail(),
        Optional.of(Duration.ZERO),
        usual.stackDepth(),
        usual.maxSizeBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jtrace.TraceInfo | traceId:long phase:String version:String detail:String"
            + " requestedNanos:long stackDepth:int nanoTime:long epochNanos:long pid:long"
            + " commandLine:String gcNames:String cpuCount:int maxHeapBytes:long",
        "jtrace.Limit | traceId:long event:String setting:String value:String reason:String",
        "jtrace.Trigger | trigger:String reason:String",
        "jtrace.ThreadStatus | traceId:long phase:String thread:Thread state:String"
            + " blockedCount:long waitedCount:long cpuTimeNanos:long lockName:String"
            + " lockOwner:long inNative:boolean topFrames:String",
        "jtrace.VirtualThreadRun | virtualThread:Thread reason:byte",
        "jtrace.VirtualThreadRunnable | virtualThread:Thread",
        "jtrace.Unpark | thread:Thread",
        "jtrace.Nop |",
        "jtrace.Select | timeoutMillis:long ready:int",
        "jtrace.SocketAccept | host:String port:int localPort:int",
        "jtrace.SocketConnect | host:String port:int success:boolean",
        "jtrace.NameLookup | host:String success:boolean",
        "jtrace.FileTransfer | path:String bytes:long",
        "jtrace.MappedForce | bytes:long",
        "jtrace.DatagramReceive | host:String port:int bytes:long",
        "jtrace.DatagramSend | host:String port:int bytes:long",
        "jtrace.AsyncFile | operation:String path:String bytes:long",
        "jtrace.TaskQueued | executor:long executorClass:Class task:Class queuedNanos:long"
            + " submitter:Thread queueSize:int",
        "jtrace.LockWait | lock:Class address:long owner:Thread",
        "jtrace.ClockSync | nanoTime:long",
        "jtrace.ThreadCpu | thread:Thread osThreadId:long runNanos:long waitNanos:long slices:long",
        "jtrace.SyscallSample | thread:Thread osThreadId:long number:int name:String"
            + " descriptor:int target:String",
        "jtrace.CpuSlice | osThreadId:long cpu:int startNanoTime:long durationNanos:long"
            + " preempted:boolean",
        "jtrace.CpuLoss | lost:long",
        "jtrace.TaskBegin | id:long parentId:long type:String labels:String",
        "jtrace.TaskOpen | id:long parentId:long type:String",
        "jtrace.Task | id:long parentId:long type:String begunUnseen:boolean",
        "jtrace.Region | type:String taskId:long",
        "jtrace.Log | category:String message:String taskId:long",
        "jtrace.Labels | taskId:long labels:String",
        "jtrace.Misuse | kind:String name:String taskId:long",
      })
  void namesAndFields_areAsDocumented(String name, String fields) throws Exception {
    Task open = Task.start("begun before");
    List<RecordedEvent> events = record(1, RecordingContractTest::writeWhatMayNotHappen);
    open.close();

    EventType type =
        events.stream()
            .map(RecordedEvent::getEventType)
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    List<String> found = new ArrayList<>();
    for (ValueDescriptor field : type.getFields()) {
      if (!List.of("startTime", "duration", "eventThread", "stackTrace")
          .contains(field.getName())) {
        String typeName = field.getTypeName();
        found.add(field.getName() + ":" + typeName.substring(typeName.lastIndexOf('.') + 1));
      }
    }
    assertThat(String.join(" ", found)).isEqualTo(fields == null ? "" : fields);
    assertThat(type.getCategoryNames()).containsExactly("jtrace");
  }

  private static void writeWhatMayNotHappen() {
    annotate();
    callHooks();
    WRITTEN_ELSEWHERE.forEach(Event::commit);
  }

  private static void annotate() {
    Task task = Task.start("request");
    Task child = task.startChild("query");
    Region region = child.region("parse");
    task.log("http", "GET /");
    for (AutoCloseable open : List.of(region, child, task, Context.none().enter())) {
      closeTwice(open);
    }
  }

  /** What woven classes do. */
  private static void callHooks() {
    Thread thread = Thread.currentThread();
    VirtualThreadHooks.runnable(thread);
    VirtualThreadHooks.ended(VirtualThreadHooks.mounting(), thread);
    UnparkHooks.unparking(thread);
  }

  @Test
  void hooksWithoutARecording_doNothing() {
    assertThat(VirtualThreadHooks.mounting()).isNull();
    callHooks();
  }

  /** The second time must do nothing. */
  private static void closeTwice(AutoCloseable open) {
    try {
      open.close();
      open.close();
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void annotations_keepTheirTask() throws Exception {
    List<RecordedEvent> events = record(1, RecordingContractTest::annotate);

    RecordedEvent request = find(events, "jtrace.Task", "type", "request");
    RecordedEvent query = find(events, "jtrace.Task", "type", "query");
    assertThat(query.getLong("parentId")).isEqualTo(request.getLong("id")).isNotZero();
    assertThat(find(events, "jtrace.Region", "type", "parse").getLong("taskId"))
        .isEqualTo(query.getLong("id"));
    assertThat(find(events, "jtrace.Log", "message", "GET /").getLong("taskId"))
        .isEqualTo(request.getLong("id"));
    assertThat(events.stream().filter(event -> is(event, "jtrace.Task"))).hasSize(2);
  }

  @Test
  void annotationsWithoutARecording_doNothing() {
    assertThat(Log.isEnabled()).isFalse();
    assertThat(Region.begin("a")).isSameAs(Region.begin("b"));
    annotate();
  }

  @Test
  void threadThatWaitsThroughout_isKnownByItsStatus() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread waiter = new Thread(() -> awaitQuietly(end), "waiter");
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    List<RecordedEvent> statuses;
    try {
      statuses =
          record(50, () -> {}).stream()
              .filter(event -> is(event, "jtrace.ThreadStatus"))
              .filter(event -> event.getThread("thread").getJavaName().equals("waiter"))
              .toList();
    } finally {
      end.countDown();
    }

    assertThat(statuses).extracting(event -> event.getString("phase")).contains("start", "end");
    assertThat(statuses)
        .allSatisfy(
            event -> {
              assertThat(event.getString("state")).isEqualTo("WAITING");
              assertThat(event.getString("lockName")).startsWith(CountDownLatch.class.getName());
              assertThat(event.getString("topFrames"))
                  .contains("RecordingContractTest.awaitQuietly:");
              assertThat(event.getLong("waitedCount")).isEqualTo(1);
              assertThat(event.getLong("lockOwner")).isEqualTo(-1);
            });
    assertThat(statuses).extracting(event -> event.getLong("cpuTimeNanos")).doesNotContain(-1L);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void waitThatLasts_isWrittenOnceWithItsStack() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread waiter = new Thread(() -> awaitQuietly(end), "late waiter");
    List<RecordedEvent> during;
    try {
      during =
          record(1_500, waiter::start).stream()
              .filter(event -> is(event, "jtrace.ThreadStatus"))
              .filter(event -> event.getString("phase").equals("during"))
              .filter(event -> event.getThread("thread").getJavaName().equals("late waiter"))
              .toList();
    } finally {
      end.countDown();
    }

    assertThat(during).hasSize(1);
    assertThat(during.get(0).getString("topFrames"))
        .contains("RecordingContractTest.awaitQuietly:");
  }

  @Test
  void traceInfo_comparesTheClocks() throws Exception {
    List<RecordedEvent> infos =
        record(1, () -> {}).stream().filter(event -> is(event, "jtrace.TraceInfo")).toList();

    assertThat(infos).extracting(event -> event.getString("phase")).contains("start", "end");
    RecordedEvent first = infos.get(0);
    assertThat(first.getLong("pid")).isEqualTo(ProcessHandle.current().pid());
    assertThat(first.getString("version")).matches("[0-9]+\\.[0-9]+.*");
    assertThat(first.getInt("stackDepth")).isPositive();
    assertThat(first.getLong("epochNanos")).isGreaterThan(1_600_000_000_000_000_000L);
    assertThat(first.getLong("nanoTime")).isLessThanOrEqualTo(System.nanoTime());
  }

  @Test
  void limits_nameAnotherRecordingAndARefusedStackDepth() throws Exception {
    try (Recording other = new Recording()) {
      other.setName("somebody else");
      other.start();

      List<RecordedEvent> events = record(1, () -> {});

      assertThat(find(events, "jtrace.Limit", "setting", "otherRecording").getString("value"))
          .isEqualTo("somebody else");
      assertThat(find(events, "jtrace.Limit", "setting", "stackDepth").getString("value"))
          .isEqualTo("64 frames");
    }
  }

  @Test
  void traceThatGrowsTooLarge_endsEarlyAndSaysSo() throws Exception {
    Path file = Files.createTempFile(directory, "large", ".jfr");
    TraceSpec tiny =
        new TraceSpec(
            TimeUnit.MINUTES.toNanos(5),
            spec(1).detail(),
            spec(1).threshold(),
            spec(1).stackDepth(),
            1);
    try (TraceRecorder recorder = recorder();
        Trace trace = recorder.start(tiny);
        Recording rotates = new Recording()) {
      rotates.start(); // ends a chunk, the size of which then counts
      assertThat(trace.await()).isTrue();
      trace.stop();
      try (OutputStream out = Files.newOutputStream(file)) {
        trace.writeTo(out);
      }
    }

    assertThat(
            find(RecordingFile.readAllEvents(file), "jtrace.Limit", "setting", "maxsize")
                .getString("value"))
        .isEqualTo("1 bytes");
  }

  private static RecordedEvent find(
      List<RecordedEvent> events, String name, String field, String value) throws IOException {
    return events.stream()
        .filter(event -> is(event, name) && value.equals(event.getString(field)))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + name + " with " + field + " " + value));
  }

  private static boolean is(RecordedEvent event, String name) {
    return event.getEventType().getName().equals(name);
  }
}
