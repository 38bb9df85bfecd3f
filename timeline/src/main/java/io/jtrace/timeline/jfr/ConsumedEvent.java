package io.jtrace.timeline.jfr;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of events that jtrace reads, with the fields it wants of each. Start time, duration,
 * event thread and stack trace are read of every one where the recording has them and are not
 * listed.
 *
 * <p>A type or field that a recording lacks is no error: its column holds defaults and {@link
 * EventTable#has} is false.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
public enum ConsumedEvent {
  THREAD_START("jdk.ThreadStart", thread("thread"), thread("parentThread")),
  THREAD_END("jdk.ThreadEnd", thread("thread")),
  THREAD_SLEEP("jdk.ThreadSleep", nanos("time")),
  THREAD_PARK(
      "jdk.ThreadPark", type("parkedClass"), nanos("timeout"), number("until"), number("address")),
  MONITOR_ENTER(
      "jdk.JavaMonitorEnter", type("monitorClass"), thread("previousOwner"), number("address")),
  MONITOR_WAIT(
      "jdk.JavaMonitorWait",
      type("monitorClass"),
      thread("notifier"),
      nanos("timeout"),
      flag("timedOut"),
      number("address")),
  MONITOR_NOTIFY(
      "jdk.JavaMonitorNotify", type("monitorClass"), number("notifiedCount"), number("address")),
  VIRTUAL_THREAD_START("jdk.VirtualThreadStart", number("javaThreadId")),
  VIRTUAL_THREAD_END("jdk.VirtualThreadEnd", number("javaThreadId")),
  VIRTUAL_THREAD_PINNED(
      "jdk.VirtualThreadPinned",
      text("blockingOperation"),
      text("pinnedReason"),
      thread("carrierThread")),
  VIRTUAL_THREAD_SUBMIT_FAILED(
      "jdk.VirtualThreadSubmitFailed", number("javaThreadId"), text("exceptionMessage")),
  SOCKET_READ(
      "jdk.SocketRead",
      text("host"),
      text("address"),
      number("port"),
      number("bytesRead"),
      flag("endOfStream")),
  SOCKET_WRITE(
      "jdk.SocketWrite", text("host"), text("address"), number("port"), number("bytesWritten")),
  FILE_READ("jdk.FileRead", text("path"), number("bytesRead"), flag("endOfFile")),
  FILE_WRITE("jdk.FileWrite", text("path"), number("bytesWritten")),
  FILE_FORCE("jdk.FileForce", text("path"), flag("metaData")),
  GARBAGE_COLLECTION(
      "jdk.GarbageCollection",
      number("gcId"),
      text("name"),
      text("cause"),
      nanos("sumOfPauses"),
      nanos("longestPause")),
  GC_PHASE_PAUSE("jdk.GCPhasePause", number("gcId"), text("name")),
  GC_PHASE_PAUSE_LEVEL_1("jdk.GCPhasePauseLevel1", number("gcId"), text("name")),
  GC_PHASE_PAUSE_LEVEL_2("jdk.GCPhasePauseLevel2", number("gcId"), text("name")),
  GC_PHASE_PAUSE_LEVEL_3("jdk.GCPhasePauseLevel3", number("gcId"), text("name")),
  GC_PHASE_PAUSE_LEVEL_4("jdk.GCPhasePauseLevel4", number("gcId"), text("name")),
  GC_PHASE_CONCURRENT("jdk.GCPhaseConcurrent", number("gcId"), text("name")),
  GC_PHASE_CONCURRENT_LEVEL_1("jdk.GCPhaseConcurrentLevel1", number("gcId"), text("name")),
  GC_PHASE_CONCURRENT_LEVEL_2("jdk.GCPhaseConcurrentLevel2", number("gcId"), text("name")),
  GC_HEAP_SUMMARY(
      "jdk.GCHeapSummary",
      number("gcId"),
      text("when"),
      number("heapUsed"),
      number("heapSpace.committedSize")),
  METASPACE_SUMMARY(
      "jdk.MetaspaceSummary",
      number("gcId"),
      text("when"),
      number("metaspace.used"),
      number("metaspace.committed")),
  Z_ALLOCATION_STALL("jdk.ZAllocationStall", text("type"), number("size")),
  SAFEPOINT_BEGIN("jdk.SafepointBegin", number("safepointId"), number("totalThreadCount")),
  SAFEPOINT_STATE_SYNCHRONIZATION("jdk.SafepointStateSynchronization", number("safepointId")),
  SAFEPOINT_END("jdk.SafepointEnd", number("safepointId")),
  SAFEPOINT_LATENCY("jdk.SafepointLatency", text("threadState")),
  EXECUTE_VM_OPERATION(
      "jdk.ExecuteVMOperation",
      text("operation"),
      flag("safepoint"),
      flag("blocking"),
      thread("caller"),
      number("safepointId")),
  COMPILATION(
      "jdk.Compilation",
      number("compileId"),
      text("compiler"),
      method("method"),
      number("compileLevel"),
      flag("isOsr"),
      number("codeSize")),
  DEOPTIMIZATION("jdk.Deoptimization", method("method"), text("reason"), text("action")),
  CLASS_LOAD("jdk.ClassLoad", type("loadedClass")),
  EXCEPTION_THROW("jdk.JavaExceptionThrow", text("message"), type("thrownClass")),
  ERROR_THROW("jdk.JavaErrorThrow", text("message"), type("thrownClass")),
  EXECUTION_SAMPLE("jdk.ExecutionSample", thread("sampledThread"), text("state")),
  NATIVE_METHOD_SAMPLE("jdk.NativeMethodSample", thread("sampledThread"), text("state")),
  CPU_TIME_SAMPLE("jdk.CPUTimeSample", flag("failed"), flag("biased"), nanos("samplingPeriod")),
  CPU_TIME_SAMPLES_LOST("jdk.CPUTimeSamplesLost", number("lostSamples")),
  ALLOCATION_SAMPLE("jdk.ObjectAllocationSample", type("objectClass"), number("weight")),
  CPU_LOAD("jdk.CPULoad", real("jvmUser"), real("jvmSystem"), real("machineTotal")),
  THREAD_CPU_LOAD("jdk.ThreadCPULoad", real("user"), real("system")),
  THREAD_ALLOCATION_STATISTICS(
      "jdk.ThreadAllocationStatistics", thread("thread"), number("allocated")),
  JAVA_THREAD_STATISTICS(
      "jdk.JavaThreadStatistics",
      number("activeCount"),
      number("daemonCount"),
      number("accumulatedCount"),
      number("peakCount")),
  CONTEXT_SWITCH_RATE("jdk.ThreadContextSwitchRate", real("switchRate")),
  CONTAINER_CPU_THROTTLING(
      "jdk.ContainerCPUThrottling",
      number("cpuElapsedSlices"),
      number("cpuThrottledSlices"),
      nanos("cpuThrottledTime")),
  RESIDENT_SET_SIZE("jdk.ResidentSetSize", number("size"), number("peak")),
  JVM_INFORMATION(
      "jdk.JVMInformation",
      text("jvmName"),
      text("jvmVersion"),
      text("jvmArguments"),
      text("jvmFlags"),
      text("javaArguments"),
      number("jvmStartTime"),
      number("pid")),
  OS_INFORMATION("jdk.OSInformation", text("osVersion")),
  CPU_INFORMATION(
      "jdk.CPUInformation", text("cpu"), number("sockets"), number("cores"), number("hwThreads")),
  GC_CONFIGURATION(
      "jdk.GCConfiguration",
      text("youngCollector"),
      text("oldCollector"),
      number("concurrentGCThreads")),
  GC_HEAP_CONFIGURATION(
      "jdk.GCHeapConfiguration", number("minSize"), number("maxSize"), number("initialSize")),
  METHOD_TRACE("jdk.MethodTrace", method("method")),
  DATA_LOSS("jdk.DataLoss", number("amount"), number("total")),
  ACTIVE_RECORDING("jdk.ActiveRecording", number("id"), text("name")),
  ACTIVE_SETTING("jdk.ActiveSetting", number("id"), text("name"), text("value")),
  JTRACE_TRACE_INFO(
      "jtrace.TraceInfo",
      number("traceId"),
      text("phase"),
      text("version"),
      text("detail"),
      nanos("requestedNanos"),
      number("stackDepth"),
      number("nanoTime"),
      number("epochNanos"),
      number("pid"),
      text("commandLine"),
      text("gcNames"),
      number("cpuCount"),
      number("maxHeapBytes")),
  JTRACE_LIMIT(
      "jtrace.Limit",
      number("traceId"),
      text("event"),
      text("setting"),
      text("value"),
      text("reason")),
  JTRACE_THREAD_STATUS(
      "jtrace.ThreadStatus",
      number("traceId"),
      text("phase"),
      thread("thread"),
      text("state"),
      number("blockedCount"),
      number("waitedCount"),
      nanos("cpuTimeNanos"),
      text("lockName"),
      number("lockOwner"),
      flag("inNative"),
      text("topFrames")),
  JTRACE_TASK_BEGIN(
      "jtrace.TaskBegin", number("id"), number("parentId"), text("type"), text("labels")),
  JTRACE_TASK_OPEN("jtrace.TaskOpen", number("id"), number("parentId"), text("type")),
  JTRACE_TASK("jtrace.Task", number("id"), number("parentId"), text("type"), flag("begunUnseen")),
  JTRACE_REGION("jtrace.Region", text("type"), number("taskId")),
  JTRACE_LOG("jtrace.Log", text("category"), text("message"), number("taskId")),
  JTRACE_LABELS("jtrace.Labels", number("taskId"), text("labels")),
  JTRACE_MISUSE("jtrace.Misuse", text("kind"), text("name"), number("taskId")),
  VIRTUAL_THREAD_RUN("jtrace.VirtualThreadRun", thread("virtualThread"), number("reason")),
  VIRTUAL_THREAD_RUNNABLE("jtrace.VirtualThreadRunnable", thread("virtualThread")),
  UNPARK("jtrace.Unpark", thread("thread")),
  CLOCK_SYNC("jtrace.ClockSync", number("nanoTime")),
  THREAD_CPU(
      "jtrace.ThreadCpu",
      thread("thread"),
      number("osThreadId"),
      nanos("runNanos"),
      nanos("waitNanos"),
      number("slices")),
  CPU_SLICE(
      "jtrace.CpuSlice",
      number("osThreadId"),
      number("cpu"),
      number("startNanoTime"),
      nanos("durationNanos"),
      flag("preempted")),
  CPU_LOSS("jtrace.CpuLoss", number("lost")),
  SYSCALL_SAMPLE(
      "jtrace.SyscallSample",
      thread("thread"),
      number("osThreadId"),
      number("number"),
      text("name"),
      number("descriptor"),
      text("target")),
  SELECT("jtrace.Select", number("timeoutMillis"), number("ready")),
  SOCKET_ACCEPT("jtrace.SocketAccept", text("host"), number("port"), number("localPort")),
  SOCKET_CONNECT("jtrace.SocketConnect", text("host"), number("port"), flag("success")),
  NAME_LOOKUP("jtrace.NameLookup", text("host"), flag("success")),
  FILE_TRANSFER("jtrace.FileTransfer", text("path"), number("bytes")),
  MAPPED_FORCE("jtrace.MappedForce", number("bytes")),
  DATAGRAM_RECEIVE("jtrace.DatagramReceive", text("host"), number("port"), number("bytes")),
  DATAGRAM_SEND("jtrace.DatagramSend", text("host"), number("port"), number("bytes")),
  ASYNC_FILE("jtrace.AsyncFile", text("operation"), text("path"), number("bytes")),
  TASK_QUEUED(
      "jtrace.TaskQueued",
      number("executor"),
      type("executorClass"),
      type("task"),
      nanos("queuedNanos"),
      thread("submitter"),
      number("queueSize")),
  LOCK_WAIT("jtrace.LockWait", type("lock"), number("address"), thread("owner"));

  private static final Set<ConsumedEvent> OF_THREAD =
      EnumSet.of(
          THREAD_SLEEP,
          THREAD_PARK,
          MONITOR_ENTER,
          MONITOR_WAIT,
          MONITOR_NOTIFY,
          VIRTUAL_THREAD_PINNED,
          SOCKET_READ,
          SOCKET_WRITE,
          FILE_READ,
          FILE_WRITE,
          FILE_FORCE,
          Z_ALLOCATION_STALL,
          EXECUTE_VM_OPERATION,
          COMPILATION,
          CLASS_LOAD,
          EXCEPTION_THROW,
          ERROR_THROW,
          EXECUTION_SAMPLE,
          NATIVE_METHOD_SAMPLE,
          CPU_TIME_SAMPLE,
          ALLOCATION_SAMPLE,
          METHOD_TRACE,
          JTRACE_LOG,
          VIRTUAL_THREAD_RUN,
          VIRTUAL_THREAD_RUNNABLE,
          UNPARK,
          SELECT,
          SOCKET_ACCEPT,
          SOCKET_CONNECT,
          NAME_LOOKUP,
          FILE_TRANSFER,
          MAPPED_FORCE,
          DATAGRAM_RECEIVE,
          DATAGRAM_SEND,
          ASYNC_FILE,
          TASK_QUEUED,
          LOCK_WAIT);

  private final String typeName;
  private final List<ConsumedField> fields;

  ConsumedEvent(String typeName, ConsumedField... fields) {
    this.typeName = typeName;
    this.fields = List.of(fields);
  }

  /** Returns the name of the event type, such as {@code jdk.ThreadPark}. */
  public String typeName() {
    return typeName;
  }

  /** Returns the fields that are read besides the common ones. */
  public List<ConsumedField> fields() {
    return fields;
  }

  /**
   * Returns whether the event tells what its thread did when: such events are in the recording's
   * {@link ThreadRuns}.
   */
  public boolean isOfThread() {
    return OF_THREAD.contains(this);
  }

  /**
   * Returns the field with a second thread that the event tells of, and in whose runs it is too;
   * empty for most events.
   */
  public String otherThreadField() {
    return switch (this) {
      case VIRTUAL_THREAD_RUN, VIRTUAL_THREAD_RUNNABLE -> "virtualThread";
      case UNPARK -> "thread";
      default -> "";
    };
  }

  /** Returns the event with this type name, if jtrace reads it. */
  public static Optional<ConsumedEvent> named(String typeName) {
    for (ConsumedEvent event : values()) {
      if (event.typeName.equals(typeName)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  private static ConsumedField thread(String name) {
    return new ConsumedField(name, FieldKind.THREAD);
  }

  private static ConsumedField nanos(String name) {
    return new ConsumedField(name, FieldKind.NANOS);
  }

  private static ConsumedField type(String name) {
    return new ConsumedField(name, FieldKind.CLASS);
  }

  private static ConsumedField number(String name) {
    return new ConsumedField(name, FieldKind.NUMBER);
  }

  private static ConsumedField flag(String name) {
    return new ConsumedField(name, FieldKind.BOOLEAN);
  }

  private static ConsumedField text(String name) {
    return new ConsumedField(name, FieldKind.TEXT);
  }

  private static ConsumedField real(String name) {
    return new ConsumedField(name, FieldKind.REAL);
  }

  private static ConsumedField method(String name) {
    return new ConsumedField(name, FieldKind.METHOD);
  }
}
