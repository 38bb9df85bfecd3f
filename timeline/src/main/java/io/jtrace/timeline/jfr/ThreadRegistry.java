package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which thread constants of different chunks are the same thread.
 *
 * <p>A Java thread is its JVM and its {@code threadId}, which no JVM uses twice. Any other thread
 * is its JVM and its operating-system id; a known id that comes with another key <em>and</em>
 * another name is another thread that got the id again. JDK chunks keep a thread's key from chunk
 * to chunk. Chunks that other tools add to the same file use other keys, do not know that some
 * threads of the JVM are Java threads, and may have shortened names.
 */
final class ThreadRegistry {
  /** The threads of one JVM: values are indexes + 1. */
  private static final class JvmThreads {
    private final PagedIntMap byJavaId = new PagedIntMap();
    private final PagedIntMap byOsId = new PagedIntMap();

    /** Whatever was last known by a key; for chunks that refer to a key and lack its constant. */
    private final PagedIntMap byKey = new PagedIntMap();
  }

  private final TextDictionary texts;
  private final List<JvmThreads> jvmThreads = new ArrayList<>();
  private final IntColumn.Builder names = new IntColumn.Builder();
  private final IntColumn.Builder osNames = new IntColumn.Builder();
  private final IntColumn.Builder groups = new IntColumn.Builder();
  private final LongColumn.Builder javaIds = new LongColumn.Builder();
  private final LongColumn.Builder osIds = new LongColumn.Builder();
  private final ByteColumn.Builder virtuals = new ByteColumn.Builder();
  private final IntColumn.Builder jvms = new IntColumn.Builder();
  private final LongColumn.Builder keys = new LongColumn.Builder();

  ThreadRegistry(TextDictionary texts) {
    this.texts = texts;
  }

  /**
   * Returns the thread that a constant describes, new or known; what the constant says is newer
   * than what was said before.
   *
   * @param key of the constant in its pool
   */
  int resolve(int jvm, long key, ThreadConstant constant) {
    JvmThreads threads = threadsOf(jvm);
    boolean java = constant.javaId() > 0;
    int thread =
        (java ? threads.byJavaId.get(constant.javaId()) : threads.byOsId.get(constant.osId())) - 1;
    if (thread < 0 || (!java && isAnother(thread, key, constant))) {
      int keyed = threads.byKey.get(key) - 1;
      thread = keyed >= 0 && isPlaceholder(keyed) ? keyed : add(jvm, key);
    }
    if (java) {
      threads.byJavaId.put(constant.javaId(), thread + 1);
    }
    if (!java || constant.osId() > 0) {
      threads.byOsId.put(constant.osId(), thread + 1);
    }
    threads.byKey.put(key, thread + 1);
    update(thread, key, constant);
    return thread;
  }

  /**
   * Returns the thread that had {@code key} in another chunk, or a thread of which nothing else is
   * known.
   */
  int unresolved(int jvm, long key) {
    JvmThreads threads = threadsOf(jvm);
    int thread = threads.byKey.get(key) - 1;
    if (thread < 0) {
      thread = add(jvm, key);
      threads.byKey.put(key, thread + 1);
    }
    return thread;
  }

  /** Returns the operating system's id of a Java thread of {@code jvm}, or 0. */
  long osIdOfJavaThread(int jvm, long javaId) {
    int thread = threadsOf(jvm).byJavaId.get(javaId) - 1;
    return thread < 0 ? 0 : osIds.at(thread);
  }

  private JvmThreads threadsOf(int jvm) {
    while (jvmThreads.size() <= jvm) {
      jvmThreads.add(new JvmThreads());
    }
    return jvmThreads.get(jvm);
  }

  private boolean isPlaceholder(int thread) {
    return javaIds.at(thread) == 0 && osIds.at(thread) == 0 && osNames.at(thread) == Strings.NONE;
  }

  ThreadDirectory build() {
    return new ThreadDirectory(names, osNames, groups, javaIds, osIds, virtuals, jvms);
  }

  private boolean isAnother(int known, long key, ThreadConstant constant) {
    boolean sameKey = keys.at(known) == key && javaIds.at(known) <= 0;
    return !sameKey && !isSameName(osNames.at(known), constant.osName());
  }

  /** Returns whether two names are equal, or one is the beginning of the other. */
  private boolean isSameName(int one, int other) {
    if (one == other) {
      return true;
    }
    if (one == Strings.NONE || other == Strings.NONE) {
      return false;
    }
    String a = texts.at(one);
    String b = texts.at(other);
    return a.startsWith(b) || b.startsWith(a);
  }

  private int add(int jvm, long key) {
    names.add(Strings.NONE);
    osNames.add(Strings.NONE);
    groups.add(Strings.NONE);
    javaIds.add(0);
    osIds.add(0);
    virtuals.add((byte) 0);
    jvms.add(jvm);
    keys.add(key);
    return names.size() - 1;
  }

  private void update(int thread, long key, ThreadConstant constant) {
    // A constant written before the thread was named or placed, or by a tool that knows less, must
    // not wipe out what is known.
    replaceUnlessNone(names, thread, constant.name());
    if (!isShortened(constant.osName(), osNames.at(thread))) {
      replaceUnlessNone(osNames, thread, constant.osName());
    }
    replaceUnlessNone(groups, thread, constant.group());
    if (constant.javaId() > 0 || javaIds.at(thread) == 0) {
      javaIds.set(thread, constant.javaId());
    }
    if (constant.osId() > 0 || osIds.at(thread) == 0) {
      osIds.set(thread, constant.osId());
    }
    if (constant.virtual()) {
      virtuals.set(thread, (byte) 1);
    }
    keys.set(thread, key);
  }

  private boolean isShortened(int name, int known) {
    return name != Strings.NONE
        && known != Strings.NONE
        && texts.at(known).startsWith(texts.at(name));
  }

  private static void replaceUnlessNone(IntColumn.Builder column, int thread, int text) {
    if (text != Strings.NONE) {
      column.set(thread, text);
    }
  }
}
