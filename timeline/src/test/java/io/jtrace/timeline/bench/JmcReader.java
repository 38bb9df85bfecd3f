package io.jtrace.timeline.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** The reader of JDK Mission Control: a collection of items, kept in memory. */
final class JmcReader implements EventReader {
  @Override
  public Object read(Path file, WorkDone work) throws Exception {
    IItemCollection items = JfrLoaderToolkit.loadEvents(file.toFile());
    for (IItemIterable ofOneType : items) {
      look(ofOneType, work);
    }
    return items;
  }

  private static void look(IItemIterable items, WorkDone work) {
    IType<IItem> type = items.getType();
    IMemberAccessor<IQuantity, IItem> start = JfrAttributes.START_TIME.getAccessor(type);
    IMemberAccessor<IQuantity, IItem> duration = JfrAttributes.DURATION.getAccessor(type);
    IMemberAccessor<IMCThread, IItem> thread = JfrAttributes.EVENT_THREAD.getAccessor(type);
    IMemberAccessor<IMCStackTrace, IItem> stack = JfrAttributes.EVENT_STACKTRACE.getAccessor(type);
    boolean isWait = WorkDone.isWait(type.getIdentifier());
    long events = 0;
    for (IItem item : items) {
      work.add(
          isWait,
          start == null ? 0 : start.getMember(item).clampedLongValueIn(UnitLookup.EPOCH_NS),
          duration == null ? 0 : duration.getMember(item).clampedLongValueIn(UnitLookup.NANOSECOND),
          thread == null ? 0 : threadId(thread.getMember(item)),
          stack == null ? 0 : frameChars(stack.getMember(item)));
      events++;
    }
    work.addEvents(events);
  }

  private static long threadId(@Nullable IMCThread thread) {
    return thread == null || thread.getThreadId() == null ? 0 : Math.max(0, thread.getThreadId());
  }

  private static int frameChars(@Nullable IMCStackTrace stack) {
    if (stack == null || stack.getFrames().isEmpty()) {
      return 0;
    }
    IMCFrame frame = stack.getFrames().get(0);
    return frame.getMethod().getMethodName().length();
  }
}
