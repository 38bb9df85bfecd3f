package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Strings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which threads of a chunk a cut keeps. */
final class CutThreads {
  /** Writes events of the JVM as a whole, such as its counters. */
  private static final String JFR_THREADS = "JFR ";

  private final boolean isAll;
  private final LongIntMap kept = new LongIntMap();

  private CutThreads(boolean isAll) {
    this.isAll = isAll;
  }

  /**
   * Returns the threads of a chunk that {@code wanted} names; all if it is empty.
   *
   * @throws CorruptDataException if one of the checkpoints does not parse, or all are too long
   */
  static CutThreads of(
      ChunkView chunk, LongColumn checkpointOffsets, Schema schema, List<String> wanted) {
    CutThreads threads = new CutThreads(wanted.isEmpty());
    if (!threads.isAll) {
      threads.find(chunk, checkpointOffsets, schema, pattern(wanted));
    }
    return threads;
  }

  /** A name with {@code *} for any characters, or an id. */
  static Pattern pattern(List<String> wanted) {
    return Pattern.compile(
        wanted.stream()
            .map(
                name ->
                    Arrays.stream(name.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
            .collect(Collectors.joining("|")),
        Pattern.DOTALL);
  }

  private void find(ChunkView chunk, LongColumn offsets, Schema schema, Pattern pattern) {
    Dictionaries dictionaries = new Dictionaries();
    ConstantPools pools = new ConstantPools(dictionaries);
    int[] ends = new int[offsets.size()];
    byte[] bytes = gather(chunk, offsets, ends);
    int from = 0;
    pools.begin(schema, bytes, bytes.length - Cursor.SLACK_BYTES);
    for (int end : ends) {
      Cursor cursor = new Cursor(bytes, from, end);
      cursor.skipVarints(2); // size, type
      pools.index(cursor);
      from = end;
    }
    pools.seal();
    pools.resolveThreads();
    ChunkThreads threads = pools.threads();
    for (int i = 0; i < threads.size(); i++) {
      ThreadConstant thread = threads.at(i).constant();
      if (thread != null && isKept(thread, dictionaries.texts(), pattern)) {
        kept.put(threads.at(i).key(), 1);
      }
    }
  }

  /** Returns the checkpoints one after the other, and where each ends. */
  static byte[] gather(ChunkView chunk, LongColumn offsets, int[] ends) {
    long size = 0;
    for (int i = 0; i < ends.length; i++) {
      chunk.isEvent(offsets.at(i), ChunkFrame.CHECKPOINT);
      size += chunk.eventSize();
      if (size > Integer.MAX_VALUE - 2 * Cursor.SLACK_BYTES) {
        throw new CorruptDataException("constants of more than 2 GB");
      }
      ends[i] = (int) size;
    }
    byte[] bytes = new byte[(int) size + Cursor.SLACK_BYTES];
    for (int i = 0, from = 0; i < ends.length; from = ends[i], i++) {
      Cursor cursor = chunk.cursorAt(offsets.at(i), ends[i] - from);
      System.arraycopy(cursor.bytes(), cursor.position(), bytes, from, ends[i] - from);
    }
    return bytes;
  }

  private static boolean isKept(ThreadConstant thread, TextDictionary texts, Pattern pattern) {
    int text = thread.name() != Strings.NONE ? thread.name() : thread.osName();
    String name = text == Strings.NONE ? "" : texts.at(text);
    return thread.javaId() <= 0
        || name.startsWith(JFR_THREADS)
        || pattern.matcher(name).matches()
        || pattern.matcher(Long.toString(thread.javaId())).matches();
  }

  /** Returns whether events of the thread with this key stay. */
  boolean isKept(long key) {
    return isAll || kept.get(key) != 0;
  }
}
