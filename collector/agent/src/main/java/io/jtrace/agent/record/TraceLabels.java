package io.jtrace.agent.record;

import io.jtrace.boot.LimitEvent;
import io.jtrace.boot.TraceInfoEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a trace says about itself: {@code jtrace.TraceInfo} and {@code jtrace.Limit}. */
final class TraceLabels {

  private final long id;
  private final TraceSpec spec;
  private final int stackDepth;
  private final CommandLine commandLine;
  private final List<Limit> limits = new ArrayList<>();
  private final List<Supplier<List<Limit>>> atEnd = new ArrayList<>();

  TraceLabels(long id, TraceSpec spec, int stackDepth, CommandLine commandLine) {
    this.id = id;
    this.spec = spec;
    this.stackDepth = stackDepth;
    this.commandLine = commandLine;
  }

  long id() {
    return id;
  }

  void add(Limit limit) {
    limits.add(limit);
  }

  void add(String event, String setting, String value, String reason) {
    add(new Limit(event, setting, value, reason));
  }

  void writeStart() throws IOException {
    writeInfo("start", spec.durationNanos());
  }

  /** Adds what is known only when the trace ends. */
  void addAtEnd(Supplier<List<Limit>> source) {
    atEnd.add(source);
  }

  void writeEnd() throws IOException {
    writeEnd(List.of(), spec.durationNanos());
  }

  /**
   * Writes what limits a part of what is recorded; may be called again for the next part.
   *
   * @param ofPart what limits this part only
   * @param requestedNanos how much was asked for
   */
  void writeEnd(List<Limit> ofPart, long requestedNanos) throws IOException {
    List<Limit> all = new ArrayList<>(limits);
    atEnd.forEach(source -> all.addAll(source.get()));
    all.addAll(ofPart);
    all.forEach(this::write);
    writeInfo("end", requestedNanos);
  }

  private void write(Limit limit) {
    LimitEvent event = new LimitEvent();
    event.traceId = id;
    event.event = limit.event();
    event.setting = limit.setting();
    event.value = limit.value();
    event.reason = limit.reason();
    event.commit();
  }

  private void writeInfo(String phase, long requestedNanos) throws IOException {
    TraceInfoEvent event = new TraceInfoEvent();
    event.traceId = id;
    event.phase = phase;
    event.version = version();
    event.detail = spec.detail().toString();
    event.requestedNanos = requestedNanos;
    event.stackDepth = stackDepth;
    event.pid = ProcessHandle.current().pid();
    event.commandLine = String.join(" ", commandLine.arguments());
    event.gcNames =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", "));
    event.cpuCount = Runtime.getRuntime().availableProcessors();
    event.maxHeapBytes = Runtime.getRuntime().maxMemory();
    // Last, and next to each other: these three clocks are to be compared.
    Instant now = Instant.now();
    event.epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    event.nanoTime = System.nanoTime();
    event.commit();
  }

  private static String version() throws IOException {
    try (InputStream in = TraceLabels.class.getResourceAsStream("/io/jtrace/agent/version.txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
