package io.jtrace.agent.os;

import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.Hooks;
import io.jtrace.agent.record.Trace;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.record.TraceSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Events that were recorded while something ran. */
record Recorded(List<RecordedEvent> events) {

  interface Body {
    void run() throws Exception;
  }

  /** Records jtrace's own events only, with nothing that writes them by itself. */
  static Recorded events(Body body) throws Exception {
    Path file = Files.createTempFile("events", ".jfr");
    try (Recording recording = new Recording()) {
      for (String name :
          List.of("ThreadCpu", "SyscallSample", "CpuSlice", "CpuLoss", "ClockSync")) {
        recording.enable("jtrace." + name);
      }
      recording.start();
      body.run();
      recording.stop();
      recording.dump(file);
      return read(file);
    }
  }

  /** Records a trace as a program without the agent does. */
  static Recorded trace(String options, long millis, Body body) throws Exception {
    Path file = Files.createTempFile("trace", ".jfr");
    trace(options, null, file, millis, body);
    return read(file);
  }

  /** Records a trace into a file. */
  static void trace(
      String options, @Nullable Instrumentation instrumentation, Path file, long millis, Body body)
      throws Exception {
    Options read = Options.from(options, Map.of(), Map.of(), warning -> {});
    try (TraceRecorder recorder = TraceRecorder.open(read, instrumentation, Hooks.off());
        Trace trace = recorder.start(TraceSpec.from(read, Duration.ofMillis(millis).toNanos()))) {
      body.run();
      trace.await();
      trace.stop();
      try (OutputStream out = Files.newOutputStream(file)) {
        trace.writeTo(out);
      }
    }
  }

  /** Reads a file and deletes it. */
  static Recorded read(Path file) throws IOException {
    try {
      return new Recorded(RecordingFile.readAllEvents(file));
    } finally {
      Files.delete(file);
    }
  }

  /** In the order in which they happened. */
  List<RecordedEvent> named(String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(name))
        .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
        .toList();
  }

  List<RecordedEvent> named(String name, long osThreadId) {
    return named(name).stream().filter(event -> event.getLong("osThreadId") == osThreadId).toList();
  }

  RecordedEvent limit(String setting) {
    return named("jtrace.Limit").stream()
        .filter(event -> event.getString("setting").equals(setting))
        .findFirst()
        .orElseThrow();
  }
}
