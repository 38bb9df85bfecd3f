package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Writes the spans of one thread after the other: details of operations from their events, and
 * joined stretches where nothing was recorded.
 *
 * <p>Not safe for use by several threads.
 */
final class SpanEmitter {
  private static final long NO_TIMEOUT = 0;

  private final Recording recording;
  private final Dictionary dictionary;
  private final Spans.Builder spans = new Spans.Builder();
  private final int[] operations = new int[SpanLaw.values().length];
  private final LongIntMap sockets = new LongIntMap();

  /** The stretch without event that is still growing. */
  private long gapStartNanos;

  private long gapEndNanos;
  private State gapState = State.UNDETERMINED;
  private int gapStack = -1;
  private int gapOperation = -1;

  /** The last proof of this thread: the next may go on with the same wait. */
  private StatusProofs.@Nullable Proof lastProof;

  private int lastProofSpan;
  private long lastProofEndNanos;

  SpanEmitter(Recording recording, Dictionary dictionary) {
    this.recording = recording;
    this.dictionary = dictionary;
    for (SpanLaw law : SpanLaw.values()) {
      operations[law.ordinal()] = dictionary.intern(law.operation().label());
    }
  }

  /** Adds a stretch without an event; joins it to the one before if that is alike. */
  void gap(long startNanos, long endNanos, State state, int operation, int stack) {
    if (startNanos == endNanos) {
      return;
    }
    boolean joins = gapEndNanos > gapStartNanos && gapState == state && gapOperation == operation;
    if (!joins) {
      flush();
      gapStartNanos = startNanos;
      gapState = state;
      gapOperation = operation;
      gapStack = stack;
    }
    gapEndNanos = endNanos;
  }

  private void flush() {
    if (gapEndNanos > gapStartNanos) {
      int span = spans.add(gapStartNanos, gapEndNanos, gapState);
      spans.describe(span, gapOperation, -1, gapStack);
    }
    gapStartNanos = gapEndNanos;
  }

  /**
   * Adds a piece of an operation.
   *
   * @param isContinued whether an earlier piece of the same operation was added
   */
  void operation(
      SpanLaw law, int row, long startNanos, long endNanos, boolean pinned, boolean isContinued) {
    if (startNanos == endNanos) {
      return;
    }
    flush();
    EventTable table = recording.events(law.event());
    int span = spans.add(startNanos, endNanos, law.operation().state());
    spans.describe(span, operations[law.ordinal()], subject(law, table, row), table.stack(row));
    if (law.otherField() != null) {
      spans.other(span, table.id(law.otherField(), row));
    }
    spans.address(span, address(law, table, row));
    if (pinned) {
      spans.pinned(span);
    }
    if (isContinued) {
      spans.continued(span);
    } else if (law.amountField() != null) {
      spans.amount(span, Math.max(NO_TIMEOUT, table.number(law.amountField(), row)));
    }
    if (law == SpanLaw.MONITOR_WAIT && table.number("timedOut", row) != 0) {
      spans.timedOut(span);
    }
  }

  private static long address(SpanLaw law, EventTable table, int row) {
    return switch (law) {
      case PARK, MONITOR_ENTER, MONITOR_WAIT -> table.number("address", row);
      default -> 0;
    };
  }

  private int subject(SpanLaw law, EventTable table, int row) {
    return switch (law) {
      case SOCKET_READ, SOCKET_WRITE -> socket(table, row);
      default -> law.subjectField() == null ? -1 : table.id(law.subjectField(), row);
    };
  }

  /** Joins host (or address, where the host has no name) and port to one text, once for each. */
  private int socket(EventTable table, int row) {
    int host = table.id("host", row);
    if (dictionary.textOrEmpty(host).isEmpty()) {
      host = table.id("address", row);
    }
    if (host < 0) {
      return -1;
    }
    long port = table.number("port", row);
    long key = (long) host << 32 | (port & 0xffffffffL);
    int known = sockets.get(key);
    if (known < 0) {
      known = dictionary.intern(dictionary.text(host) + (port > 0 ? ":" + port : ""));
      sockets.put(key, known);
    }
    return known;
  }

  /** Adds a piece of a pinned wait that no other event explains. */
  void pinned(EventTable table, int row, long startNanos, long endNanos, boolean isContinued) {
    if (startNanos == endNanos) {
      return;
    }
    flush();
    int span = spans.add(startNanos, endNanos, Operation.PARK.state());
    int operation = table.id("blockingOperation", row);
    spans.describe(
        span,
        operation < 0 ? operations[SpanLaw.PARK.ordinal()] : operation,
        table.id("pinnedReason", row),
        table.stack(row));
    spans.pinned(span);
    if (isContinued) {
      spans.continued(span);
    }
  }

  /** Adds what two statuses prove; goes on with the span before if that is the same wait. */
  void proof(StatusProofs.Proof proof, long startNanos, long endNanos) {
    if (startNanos == endNanos) {
      return;
    }
    flush();
    if (proof.equals(lastProof) && startNanos == lastProofEndNanos) {
      spans.extend(lastProofSpan, endNanos);
      lastProofEndNanos = endNanos;
      return;
    }
    int span = spans.add(startNanos, endNanos, proof.state());
    spans.describe(span, proof.operation(), proof.subject(), proof.stack());
    spans.other(span, proof.other());
    spans.proven(span);
    lastProof = proof;
    lastProofSpan = span;
    lastProofEndNanos = endNanos;
  }

  /** Ends the current thread. */
  void endThread() {
    flush();
    gapStartNanos = 0;
    gapEndNanos = 0;
    lastProof = null;
    spans.endThread();
  }

  Spans build() {
    return spans.build();
  }
}
