package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Storage;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws a {@link Recording} for tests: what the reader would have made of a file.
 *
 * <pre>
 * duration 100
 * thread main
 * virtual v-1
 * jvm "GC Thread#0"
 * settings jdk.ThreadPark enabled=true "threshold=10 ms"
 * ThreadPark main 10-40 parkedClass=java.util.concurrent.FutureTask stack=A.get&lt;A.main
 * GCHeapSummary - 12 heapUsed=4096
 * jtrace.ThreadStatus main 1 thread=main state=WAITING topFrames=A.a:1|A.main:2
 * com.acme.Checkout main 10-30 orderId:NUMBER=17 delay:NANOS=5ms note:TEXT=null
 * </pre>
 *
 * <p>An event is its type ({@code jdk.} may be left out), its thread or {@code -}, and a range or a
 * moment; the thread of a sample is the one that was sampled. Times are milliseconds, or carry a
 * unit (ns, us, ms, s); they may be negative. Fields follow as {@code name=value}; {@code |} in a
 * value is a line break. Events keep their order. The fields of an event that jtrace does not know
 * state their {@link FieldKind}; equal fields make a table.
 *
 * <p>A thread may have an {@code osId=} and a {@code process=}, the number of its JVM, from 0.
 *
 * <p>The line {@code chunk} ends a chunk: the events of a thread before it and those after it are
 * runs of their own.
 */
public final class RecordingScript {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern TIME = Pattern.compile("(-?[0-9.]+)(ns|us|ms|s|)");
  private static final Pattern SPAN =
      Pattern.compile("(-?[0-9.]+(?:ns|us|ms|s|))(?:-([0-9.]+(?:ns|us|ms|s|)))?");

  private final Strings.Builder strings = new Strings.Builder();
  private final Frames.Builder frames = new Frames.Builder();
  private final Stacks.Builder stacks = new Stacks.Builder();
  private final ThreadDirectory.Builder threads = new ThreadDirectory.Builder();
  private final Map<String, Integer> threadIds = new LinkedHashMap<>();
  private final Map<ConsumedEvent, ScriptTable> tables = new EnumMap<>(ConsumedEvent.class);
  private final Map<EventShape, ScriptTable> customTables = new LinkedHashMap<>();
  private final List<EventTypeSummary> eventTypes = new ArrayList<>();
  private final ThreadRuns.Builder runs = new ThreadRuns.Builder(Storage.onHeap());
  private final RunSorter chunk = new RunSorter();
  private final Gaps.Builder chunks = new Gaps.Builder();
  private long coveredNanos;
  private long durationNanos;
  private long eventCount;
  private int jvms = 1;

  private RecordingScript() {
    chunk.begin();
  }

  /**
   * Returns the recording that {@code lines} draw.
   *
   * @throws IllegalArgumentException naming the line that is no script
   */
  public static Recording of(String... lines) {
    RecordingScript script = new RecordingScript();
    for (String line : String.join("\n", lines).split("\n", -1)) {
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        script.line(words(line));
      }
    }
    return script.build();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group().replace("\"", ""));
    }
    return words;
  }

  private void line(List<String> words) {
    switch (words.get(0)) {
      case "duration" -> durationNanos = nanos(words.get(1));
      case "thread" -> thread(words, threadIds.size() + 1, false);
      case "virtual" -> thread(words, threadIds.size() + 1, true);
      case "jvm" -> thread(words, 0, false);
      case "settings" -> settings(words);
      case "chunk" -> endChunk();
      case "uncovered" -> uncovered(nanos(words.get(1)), nanos(words.get(2)));
      default -> event(words);
    }
  }

  /** No chunk covers the time between two. */
  private void uncovered(long fromNanos, long toNanos) {
    chunks.cover(0, coveredNanos, fromNanos, 0);
    coveredNanos = toNanos;
  }

  private void thread(List<String> words, long javaId, boolean isVirtual) {
    String name = words.get(1);
    long osId = isVirtual ? 0 : 1000 + threadIds.size();
    int jvm = 0;
    for (String word : words.subList(2, words.size())) {
      int value = Integer.parseInt(word.substring(word.indexOf('=') + 1));
      osId = word.startsWith("osId=") ? value : osId;
      jvm = word.startsWith("process=") ? value : jvm;
    }
    jvms = Math.max(jvms, jvm + 1);
    int id = strings.intern(name);
    threadIds.put(name, threads.add(id, Strings.NONE, Strings.NONE, javaId, osId, isVirtual, jvm));
  }

  private void settings(List<String> words) {
    Map<String, String> settings = new HashMap<>();
    for (String word : words.subList(2, words.size())) {
      settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
    }
    eventTypes.add(new EventTypeSummary(words.get(1), words.get(1), 0, 0, settings));
  }

  private void event(List<String> words) {
    String type = words.get(0).contains(".") ? words.get(0) : "jdk." + words.get(0);
    Matcher span = SPAN.matcher(words.get(2));
    if (!span.matches()) {
      throw new IllegalArgumentException("expected a range or a time in " + words);
    }
    long start = nanos(span.group(1));
    long end = span.group(2) == null ? start : nanos(span.group(2));
    Map<String, String> fields = new LinkedHashMap<>();
    for (String word : words.subList(3, words.size())) {
      int equals = word.indexOf('=');
      fields.put(word.substring(0, equals), word.substring(equals + 1).replace('|', '\n'));
    }
    eventCount++;
    String thread =
        words.get(1).equals("-") ? fields.getOrDefault("sampledThread", "-") : words.get(1);
    ScriptTable table = table(type, ScriptTable.declared(fields));
    int stack = stack(fields.getOrDefault("stack", ""));
    table.add(start, end - start, threadId(thread), stack, fields);
    ConsumedEvent.named(type)
        .filter(ConsumedEvent::isOfThread)
        .ifPresent(
            event -> {
              int own = threadId(thread);
              int other = threadId(fields.getOrDefault(event.otherThreadField(), "-"));
              for (int of : own == other ? new int[] {own} : new int[] {own, other}) {
                if (of >= 0) {
                  boolean isWoken = of == other && start == end;
                  long length = isWoken ? Long.MAX_VALUE : end - start;
                  chunk.add(of, event.ordinal(), table.size() - 1, start, length);
                }
              }
            });
  }

  private ScriptTable table(String type, List<ConsumedField> declared) {
    return ConsumedEvent.named(type)
        .map(event -> tables.computeIfAbsent(event, this::table))
        .orElseGet(
            () ->
                customTables.computeIfAbsent(
                    new EventShape(type, declared),
                    shape -> new ScriptTable(type, declared, new Words())));
  }

  private ScriptTable table(ConsumedEvent event) {
    return new ScriptTable(event.typeName(), event.fields(), new Words());
  }

  private final class Words implements ScriptTable.Ids {
    @Override
    public int text(String text) {
      return strings.intern(text);
    }

    @Override
    public int thread(String name) {
      return threadId(name);
    }

    @Override
    public long nanos(String text) {
      return RecordingScript.nanos(text);
    }
  }

  private void endChunk() {
    chunk.sort(threadIds.size());
    int[] identity = new int[threadIds.size()];
    Arrays.setAll(identity, thread -> thread);
    runs.add(chunk, identity, new int[ConsumedEvent.values().length]);
    chunk.begin();
  }

  private int threadId(String name) {
    if (name.equals("-")) {
      return -1;
    }
    Integer id = threadIds.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no line names the thread " + name);
    }
    return id;
  }

  private static long nanos(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no time: " + text);
    }
    double value = Double.parseDouble(matcher.group(1));
    return Math.round(
        switch (matcher.group(2)) {
          case "ns" -> value;
          case "us" -> value * 1e3;
          case "s" -> value * 1e9;
          default -> value * 1e6;
        });
  }

  private int stack(String text) {
    int stack = Stacks.NONE;
    String[] methods = text.isEmpty() ? new String[0] : text.split("<", -1);
    for (int i = methods.length - 1; i >= 0; i--) {
      int dot = methods[i].lastIndexOf('.');
      int className = dot < 0 ? Strings.NONE : strings.intern(methods[i].substring(0, dot));
      int method = strings.intern(methods[i].substring(dot + 1));
      int frame = frames.intern(className, method, Frames.NO_LINE, FrameKind.JIT_COMPILED);
      stack = stacks.push(stack, frame);
    }
    return stack;
  }

  private Recording build() {
    Map<ConsumedEvent, EventTable> built = new EnumMap<>(ConsumedEvent.class);
    for (ConsumedEvent event : ConsumedEvent.values()) {
      built.put(event, tables.getOrDefault(event, table(event)).build());
    }
    ThreadDirectory directory = threads.build();
    endChunk();
    chunks.cover(0, coveredNanos, durationNanos, 0);
    Diagnostics.Builder diagnostics = new Diagnostics.Builder();
    Gaps gaps = chunks.build(0, diagnostics);
    return new Recording(
        1_700_000_000_000_000_000L,
        durationNanos,
        0,
        1,
        jvms,
        eventCount,
        eventTypes,
        strings.build(),
        frames.build(),
        stacks.build(),
        directory,
        built,
        customTables.values().stream().map(ScriptTable::build).toList(),
        runs.build(directory.size()),
        gaps,
        diagnostics.build());
  }
}
