package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** How to find out of any event of a chunk when it was and which threads it is of. */
final class CutPlans {
  private static final int START = 0;
  private static final int DURATION = 1;
  private static final int FIRST_THREAD = 2;

  /** The last four are of threads that an event is about, whoever wrote it. */
  private static final List<String> WANTED =
      List.of("startTime", "duration", "eventThread", "sampledThread", "virtualThread", "thread");

  /** How to read events of one type. */
  static final class Plan {
    private final CutRule rule;
    private final StructValues values;
    private final boolean hasStart;
    private final boolean hasDuration;
    private final boolean[] isThread = new boolean[WANTED.size()];

    private Plan(TypeDescriptor type, Program program) {
      rule = CutRule.of(type.name());
      values = new StructValues(program);
      hasStart = isTime(program.sources()[START]);
      hasDuration = isTime(program.sources()[DURATION]);
      for (int i = FIRST_THREAD; i < isThread.length; i++) {
        isThread[i] = isThread(program.sources()[i]);
      }
    }

    private static boolean isTime(@Nullable Source source) {
      return source != null && source.encoding() == Encoding.LONG;
    }

    private static boolean isThread(@Nullable Source source) {
      return source != null
          && source.encoding() == Encoding.CONSTANT
          && source.type().name().equals("java.lang.Thread");
    }

    CutRule rule() {
      return rule;
    }

    /** Reads an event, with the cursor behind its type. */
    void read(Cursor cursor) {
      values.read(cursor);
    }

    /** Returns whether events say when they were. */
    boolean hasStart() {
      return hasStart;
    }

    long startTicks() {
      return values.at(START);
    }

    long durationTicks() {
      return hasDuration ? values.at(DURATION) : 0;
    }

    /** Returns whether the event is of a thread whose key is one of {@code keys}. */
    boolean isOfAny(LongPredicate keys) {
      for (int i = FIRST_THREAD; i < isThread.length; i++) {
        if (isThread[i] && keys.test(values.at(i))) {
          return true;
        }
      }
      return false;
    }

    /** Returns whether the event is of one of these threads, or of none at all. */
    boolean isOf(CutThreads threads) {
      boolean isOfThread = false;
      for (int i = FIRST_THREAD; i < isThread.length; i++) {
        if (isThread[i] && values.at(i) != 0) {
          if (threads.isKept(values.at(i))) {
            return true;
          }
          isOfThread = true;
        }
      }
      return !isOfThread;
    }
  }

  private final Metadata metadata;
  private final Map<Long, @Nullable Plan> plans = new HashMap<>();

  CutPlans(Metadata metadata) {
    this.metadata = metadata;
  }

  Metadata metadata() {
    return metadata;
  }

  /** Returns how to read events of a type, or null if the metadata does not tell. */
  @Nullable Plan plan(long typeId) {
    Plan known = plans.get(typeId);
    if (known == null && !plans.containsKey(typeId)) {
      known = compile(metadata.type(typeId));
      plans.put(typeId, known);
    }
    return known;
  }

  private @Nullable Plan compile(@Nullable TypeDescriptor type) {
    try {
      return type == null || !type.isEvent()
          ? null
          : new Plan(type, ProgramCompiler.reader(metadata, type, WANTED));
    } catch (CorruptDataException e) {
      return null; // the caller counts each event that is lost so
    }
  }
}
