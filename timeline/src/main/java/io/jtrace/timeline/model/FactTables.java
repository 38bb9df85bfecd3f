package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a recording tells of the JVM it comes from. */
final class FactTables {
  private static final Pattern RUNTIME_VERSION = Pattern.compile("JRE \\(([0-9]+)(?:\\.([0-9]+))?");
  private static final Pattern ANY_VERSION = Pattern.compile("(?:\\(|^)([0-9]+)(?:\\.([0-9]+))?");

  private static final int MAX_RELEASE_DIGITS = 4;

  /** Nobody joins the recordings of more, and each has texts of its own. */
  private static final int MAX_JVMS = 64;

  private final Recording recording;

  private FactTables(Recording recording) {
    this.recording = recording;
  }

  static TraceFacts of(Recording recording) {
    return new TraceFacts(
        recording.startEpochNanos(),
        recording.durationNanos(),
        recording.sizeBytes(),
        recording.chunks(),
        recording.eventCount(),
        new FactTables(recording).jvms(),
        cpuSource(recording));
  }

  private static CpuSource cpuSource(Recording recording) {
    if (recording.events(ConsumedEvent.CPU_SLICE).size() > 0) {
      return CpuSource.PERF;
    }
    return recording.events(ConsumedEvent.THREAD_CPU).size() > 0
        ? CpuSource.SCHEDSTAT
        : CpuSource.NONE;
  }

  /** The JVM writes these events into each chunk; the last of each process counts. */
  private List<TraceFacts.Jvm> jvms() {
    EventTable table = recording.events(ConsumedEvent.JVM_INFORMATION);
    Map<Long, Source> sources = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      Source source = new Source(row, sources.size());
      long pid = table.number("pid", row);
      sources.remove(pid);
      if (sources.size() < MAX_JVMS) {
        sources.put(pid, source);
      }
    }
    if (sources.isEmpty()) {
      return List.of(jvm(table, -1, 0));
    }
    return sources.values().stream().map(s -> jvm(table, s.row(), s.index())).toList();
  }

  /**
   * Where a JVM describes itself.
   *
   * @param index how many did before
   */
  private record Source(int row, int index) {}

  private TraceFacts.Jvm jvm(EventTable table, int row, int index) {
    String version = text(table, "jvmVersion", row);
    EventTable cpu = recording.events(ConsumedEvent.CPU_INFORMATION);
    EventTable heap = recording.events(ConsumedEvent.GC_HEAP_CONFIGURATION);
    return new TraceFacts.Jvm(
        text(table, "jvmName", row),
        version,
        javaVersion(version),
        number(table, "pid", row),
        text(table, "javaArguments", row),
        arguments(table, row),
        collector(index),
        concurrentGcThreads(index),
        number(heap, "maxSize", last(heap)),
        (int) number(cpu, "hwThreads", last(cpu)),
        text(cpu, "cpu", last(cpu)),
        firstLine(lastText(ConsumedEvent.OS_INFORMATION, "osVersion")));
  }

  private String arguments(EventTable table, int row) {
    String arguments = text(table, "jvmArguments", row);
    String flags = text(table, "jvmFlags", row);
    return flags.isEmpty() || arguments.contains(flags)
        ? arguments
        : (arguments + " " + flags).strip();
  }

  private int concurrentGcThreads(int index) {
    EventTable table = recording.events(ConsumedEvent.GC_CONFIGURATION);
    return (int) number(table, "concurrentGCThreads", Math.min(index, last(table)));
  }

  /** JFR names the collectors of both generations; the old one's name tells them apart best. */
  private String collector(int index) {
    EventTable table = recording.events(ConsumedEvent.GC_CONFIGURATION);
    if (table.size() == 0) {
      return "";
    }
    int row = Math.min(index, table.size() - 1);
    String young = text(table, "youngCollector", row);
    String old = text(table, "oldCollector", row);
    return switch (old) {
      case "G1Old" -> "G1";
      case "ParallelOld" -> "Parallel";
      case "SerialOld" -> "Serial";
      case "Z", "ZOld", "ZGC Major" -> "Z";
      case "ConcurrentMarkSweep" -> "CMS";
      default -> old.isEmpty() || old.equals("N/A") ? young : old;
    };
  }

  /** Returns the feature release in a text such as {@code … JRE (17.0.15+6) …}; 1.8 is 8. */
  static int javaVersion(String version) {
    Matcher matcher = RUNTIME_VERSION.matcher(version);
    if (!matcher.find()) {
      matcher = ANY_VERSION.matcher(version);
      if (!matcher.find()) {
        return 0;
      }
    }
    String major = matcher.group(1);
    String minor = matcher.group(2);
    String release = major.equals("1") && minor != null ? minor : major;
    return release.length() > MAX_RELEASE_DIGITS ? 0 : Integer.parseInt(release);
  }

  private String lastText(ConsumedEvent event, String field) {
    EventTable table = recording.events(event);
    return text(table, field, last(table));
  }

  private static int last(EventTable table) {
    return table.size() - 1;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private String text(EventTable table, String field, int row) {
    return row < 0 ? "" : recording.strings().atOr(table.id(field, row), "");
  }

  private static long number(EventTable table, String field, int row) {
    return row < 0 ? 0 : table.number(field, row);
  }
}
