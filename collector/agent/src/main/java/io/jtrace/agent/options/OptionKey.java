package io.jtrace.agent.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One thing an operator may set: a row of the table.
 *
 * @param name as in {@code name=value}, {@code -Djtrace.name=value}, {@code JTRACE_NAME=value}
 * @param defaultText the value if nobody sets it, as text
 * @param meaning for people, one line
 * @param parser throws {@link IllegalArgumentException} with {@code expected ...} for bad text
 */
public record OptionKey<T>(
    String name, String defaultText, String meaning, Function<String, T> parser) {

  /** Where the server listens. */
  public static final OptionKey<ListenAddress> LISTEN =
      new OptionKey<>(
          "listen",
          "127.0.0.1:6060",
          "where to listen: host:port, port 0 for any free one, off for not at all",
          ListenAddress::from);

  /** Secret that a request must show. */
  public static final OptionKey<Optional<String>> TOKEN =
      new OptionKey<>(
          "token",
          "",
          "secret a request must show, as Authorization: Bearer or ?token=; made up at random"
              + " when listening beyond this machine",
          OptionText::token);

  /** Where the trace of the whole run of a program goes. */
  public static final OptionKey<Optional<Path>> TRACE =
      new OptionKey<>(
          "trace",
          "",
          "a file for the trace of the program from its start to its end, %p in its name is the"
              + " pid; then nothing listens unless listen is given too",
          OptionText::file);

  /** How much of the past the flight recorder keeps. */
  public static final OptionKey<Optional<Duration>> FLIGHT =
      new OptionKey<>(
          "flight",
          "off",
          "how much of the past to keep at any time, such as 60s: then trace?last=10s answers it;"
              + " off for nothing",
          OptionText::durationOrOff);

  /** Upper bound of what the flight recorder keeps. */
  public static final OptionKey<Long> FLIGHT_SIZE =
      new OptionKey<>(
          "flightsize",
          "64m",
          "bytes (k, m, g) of the past to keep at most",
          OptionText::sizeBytes);

  /** From which length on waits are recorded all the time. */
  public static final OptionKey<Optional<Duration>> BLOCK_RATE =
      new OptionKey<>(
          "blockrate",
          "off",
          "how long a wait must be to be recorded all the time, such as 10ms: then the profiles"
              + " block and mutex are of the last 10 minutes; off to record when they are asked for",
          OptionText::durationOrOff);

  /** When to save what the flight recorder keeps. */
  public static final OptionKey<List<Trigger>> TRIGGER =
      new OptionKey<>(
          "trigger",
          "",
          "when to save the past, such as gc:200ms+heap:90%+deadlock+stall:500ms+lock:1s"
              + "+region:NAME:1s+task:NAME:1s+exception:NAME; keeps 30 s unless flight says else",
          Trigger::parseAll);

  /** Where traces of triggers go. */
  public static final OptionKey<Optional<Path>> TRIGGER_DIR =
      new OptionKey<>(
          "triggerdir", "jtrace-traces", "directory of what triggers save", OptionText::file);

  /** Upper bound of what triggers save. */
  public static final OptionKey<Long> TRIGGER_SIZE =
      new OptionKey<>(
          "triggersize",
          "1g",
          "bytes (k, m, g) of that directory; beyond it the oldest traces are deleted",
          OptionText::sizeBytes);

  /** Upper bound of the length of a trace. */
  public static final OptionKey<Double> MAX_SECONDS =
      new OptionKey<>(
          "maxseconds", "300", "longest trace a request may ask for", OptionText::seconds);

  /** Upper bound of the size of a trace. */
  public static final OptionKey<Long> MAX_SIZE =
      new OptionKey<>(
          "maxsize",
          "1g",
          "a trace that grows beyond this many bytes (k, m, g) ends early and says so",
          OptionText::sizeBytes);

  /** How much a trace records. */
  public static final OptionKey<Detail> DETAIL =
      new OptionKey<>(
          "detail",
          "normal",
          "normal, or full for every event without thresholds and with all stacks",
          Detail::from);

  /** Shortest wait that is recorded. */
  public static final OptionKey<Optional<Duration>> THRESHOLD =
      new OptionKey<>(
          "threshold",
          "",
          "shortest wait, read or write to record, such as 0ms, 100us, 10ms; empty for that of"
              + " the detail",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(OptionText.duration(text)));

  /** Frames to keep of a stack. */
  public static final OptionKey<OptionalInt> STACK_DEPTH =
      new OptionKey<>(
          "stackdepth",
          "128",
          "frames to keep of a stack, 1 to 2048; one value for the JVM, fixed once JFR has started",
          OptionText::stackDepth);

  /** Whether classes of the JDK may be woven. */
  public static final OptionKey<Boolean> HOOKS =
      new OptionKey<>(
          "hooks",
          "on",
          "on to record what JFR does not: hooks are put into classes of the JDK by the first"
              + " trace; off for never",
          OptionText::onOff);

  /** Where to learn from when threads were on processors, or where a CPU profile goes. */
  public static final OptionKey<CpuSetting> CPU =
      new OptionKey<>(
          "cpu",
          "auto",
          "time on processors (Linux): perf for exact intervals, schedstat for totals, off; auto"
              + " takes perf where that is safe. Anything else is a file for the CPU profile of"
              + " the program from its start to its end (./auto for one of such a name)",
          CpuSetting::from);

  /** Where the heap profile of the whole run of a program goes. */
  public static final OptionKey<Optional<Path>> HEAP =
      new OptionKey<>(
          "heap",
          "",
          "a file for the heap profile of the program: what it allocated, and what is left at its"
              + " end; with files for trace, cpu or heap nothing listens unless listen is given",
          OptionText::file);

  /** Whether threads are asked for the system call they are in. */
  public static final OptionKey<Boolean> SYSCALLS =
      new OptionKey<>(
          "syscalls", "on", "on to sample system calls of threads (Linux)", OptionText::onOff);

  /** Whether JFR is started once ahead of the first trace. */
  public static final OptionKey<Boolean> WARMUP =
      new OptionKey<>(
          "warmup",
          "on",
          "on to start JFR once in the background, so that the first trace ends in time too",
          OptionText::onOff);

  /** Whether the start-up sentence is left out. */
  public static final OptionKey<Boolean> QUIET =
      new OptionKey<>(
          "quiet", "off", "on to say nothing at start-up but what went wrong", OptionText::onOff);

  /** Whether to print this table. */
  public static final OptionKey<Boolean> HELP =
      new OptionKey<>("help", "off", "on to print this table at start-up", OptionText::onOff);

  /** The table, in the order in which it is shown. */
  public static final List<OptionKey<?>> ALL =
      List.of(
          LISTEN,
          TOKEN,
          TRACE,
          FLIGHT,
          FLIGHT_SIZE,
          BLOCK_RATE,
          TRIGGER,
          TRIGGER_DIR,
          TRIGGER_SIZE,
          DETAIL,
          THRESHOLD,
          STACK_DEPTH,
          CPU,
          HEAP,
          SYSCALLS,
          MAX_SECONDS,
          MAX_SIZE,
          HOOKS,
          WARMUP,
          QUIET,
          HELP);

  /** Returns the key with a name, empty if there is none. */
  public static Optional<OptionKey<?>> named(String name) {
    for (OptionKey<?> key : ALL) {
      if (key.name.equals(name)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The name as a system property. */
  public String property() {
    return OptionSources.PROPERTY_PREFIX + name;
  }

  /** The name as an environment variable. */
  public String variable() {
    return OptionSources.VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
  }
}
