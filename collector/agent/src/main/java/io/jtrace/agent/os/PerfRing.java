package io.jtrace.agent.os;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that the kernel fills with records about one processor and that we empty.
 *
 * <p>Laid out by the kernel: a page that tells how far it has written and we have read, then the
 * records, in a circle. All of a record's words are aligned, so none is split where the circle
 * closes.
 */
final class PerfRing {

  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int HEAD_OFFSET = 1024;
  private static final int TAIL_OFFSET = 1032;
  private static final int DATA_OFFSET = 1040;
  private static final int DATA_SIZE = 1048;

  private static final int HEADER_BYTES = 8;

  private static final int TYPE_LOST = 2;
  private static final int TYPE_EXIT = 4;
  private static final int TYPE_SWITCH = 14;

  private static final int FLAG_OUT = 1 << 13;
  private static final int FLAG_PREEMPTED = 1 << 14;

  private final ByteBuffer memory;
  private final long dataOffsetBytes;
  private final long mask;
  private final int processId;

  /**
   * @param processId records of other processes, children of this one, are skipped
   */
  PerfRing(ByteBuffer memory, int processId) {
    this.memory = memory;
    this.dataOffsetBytes = memory.getLong(DATA_OFFSET);
    this.mask = memory.getLong(DATA_SIZE) - 1;
    this.processId = processId;
  }

  /** Hands all records to {@code slices} and gives their room back to the kernel. */
  void drain(CpuSlices slices) {
    long head = (long) WORD.getAcquire(memory, HEAD_OFFSET);
    long tail = memory.getLong(TAIL_OFFSET);
    while (tail < head) {
      int sizeBytes = Short.toUnsignedInt(memory.getShort(at(tail + 6)));
      if (sizeBytes < HEADER_BYTES) {
        throw new IllegalStateException("expected a record, found " + sizeBytes + " bytes");
      }
      take(tail, slices);
      tail += sizeBytes;
    }
    WORD.setRelease(memory, TAIL_OFFSET, tail);
  }

  private void take(long record, CpuSlices slices) {
    switch (memory.getInt(at(record))) {
      case TYPE_SWITCH -> takeSwitch(record, slices);
      case TYPE_EXIT -> {
        if (memory.getInt(at(record + 8)) == processId) {
          slices.off(memory.getInt(at(record + 16)), memory.getLong(at(record + 24)), false);
        }
      }
      case TYPE_LOST -> slices.lost(memory.getLong(at(record + 16)));
      default -> {} // a thread began: it will be seen when it comes onto a processor
    }
  }

  private void takeSwitch(long record, CpuSlices slices) {
    if (memory.getInt(at(record + 8)) != processId) {
      return;
    }
    int threadId = memory.getInt(at(record + 12));
    long nanoTime = memory.getLong(at(record + 16));
    int flags = Short.toUnsignedInt(memory.getShort(at(record + 4)));
    if ((flags & FLAG_OUT) == 0) {
      slices.on(threadId, nanoTime);
    } else {
      slices.off(threadId, nanoTime, (flags & FLAG_PREEMPTED) != 0);
    }
  }

  private int at(long position) {
    return Math.toIntExact(dataOffsetBytes + (position & mask));
  }
}
