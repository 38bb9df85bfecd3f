package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which chunks of a file were written in the same JVM; files may be joined. */
final class JvmRegistry {
  /*
   * A chunk of the JDK says which JVM it is of in jdk.JVMInformation. Where it does not (the event
   * is switched off, or another tool wrote the chunk), threads tell: the same Java thread id cannot
   * have two operating-system ids in one JVM, and two JVMs rarely agree on any. Clocks do not tell:
   * all JVMs of a machine count the same cycles, and tools in one JVM count different ones. Without
   * evidence a chunk belongs with the one before it.
   */

  /** Writers round the start differently. */
  private static final long SAME_START_MILLIS = 1_000;

  /** What {@code jdk.JVMInformation} says. */
  record Identity(long pid, long startEpochMillis) {
    boolean isSame(Identity other) {
      return pid == other.pid
          && Math.abs(startEpochMillis - other.startEpochMillis) <= SAME_START_MILLIS;
    }
  }

  private final ThreadRegistry threads;

  /** By JVM. */
  private final List<@Nullable Identity> identities = new ArrayList<>();

  private int previous;

  JvmRegistry(ThreadRegistry threads) {
    this.threads = threads;
  }

  int size() {
    return identities.size();
  }

  /** Returns the index of the JVM that wrote a chunk with these threads, known or new. */
  int assign(@Nullable Identity identity, ChunkThreads constants) {
    previous = find(identity, constants);
    if (previous == identities.size()) {
      identities.add(identity);
    } else if (identity != null) {
      identities.set(previous, identity);
    }
    return previous;
  }

  private int find(@Nullable Identity identity, ChunkThreads constants) {
    if (identity != null) {
      for (int jvm = 0; jvm < identities.size(); jvm++) {
        Identity known = identities.get(jvm);
        if (known != null && known.isSame(identity)) {
          return jvm;
        }
      }
    }
    boolean contradicted = false;
    for (int jvm = identities.size() - 1; jvm >= 0; jvm--) {
      if (identity == null || identities.get(jvm) == null) {
        int votes = votes(jvm, constants);
        if (votes > 0) {
          return jvm;
        }
        contradicted |= votes < 0;
      }
    }
    boolean another =
        identities.isEmpty()
            || contradicted
            || (identity != null && identities.get(previous) != null);
    return another ? identities.size() : previous;
  }

  /** Returns how many more threads speak for {@code jvm} than against it. */
  private int votes(int jvm, ChunkThreads constants) {
    int votes = 0;
    for (int i = 0; i < constants.size(); i++) {
      ThreadConstant thread = constants.at(i).constant();
      if (thread != null && thread.javaId() > 0 && thread.osId() > 0) {
        long known = threads.osIdOfJavaThread(jvm, thread.javaId());
        if (known > 0) {
          votes += known == thread.osId() ? 1 : -1;
        }
      }
    }
    return votes;
  }
}
