package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chunk whose events are looked at one by one, and decoded if somebody wants them.
 *
 * <p>Not safe for use by several threads.
 */
final class EventChunk {
  private final ChunkView chunk;
  private final ChunkFrame frame;
  private final TickClock clock;
  private final CutSchema schema;
  private final long startNanos;
  private final long originEpochNanos;
  private final Map<Long, DecodedEvent.EventType> types = new HashMap<>();
  private @Nullable ChunkConstants constants;
  private @Nullable ValueDecoder decoder;
  private long unreadableEvents;

  private EventChunk(
      ChunkView chunk,
      ChunkFrame frame,
      CutSchema schema,
      ChunkHeader header,
      long originEpochNanos) {
    this.chunk = chunk;
    this.frame = frame;
    this.schema = schema;
    this.originEpochNanos = originEpochNanos;
    clock = new TickClock(header, originEpochNanos);
    startNanos = header.startEpochNanos() - originEpochNanos;
  }

  /** Who only counts events needs no constants. */
  private ChunkConstants constants() {
    if (constants == null) {
      LongColumn checkpoints = schema.soundCheckpoints(chunk, frame.checkpointOffsets());
      constants = ChunkConstants.of(chunk, checkpoints, schema.schema());
    }
    return constants;
  }

  private ValueDecoder decoder() {
    if (decoder == null) {
      decoder = new ValueDecoder(schema.plans().metadata(), clock, originEpochNanos, constants());
    }
    return decoder;
  }

  /**
   * Gets a chunk ready.
   *
   * @throws CorruptDataException if it cannot be read
   */
  static EventChunk of(ByteSource source, ChunkExtent extent, long originEpochNanos) {
    ChunkView chunk = new ChunkView(new Window(source), extent);
    ChunkFrame frame = ChunkFrame.walk(chunk, extent.header());
    CutSchema schema = CutSchema.of(chunk, extent.header(), frame);
    if (schema == null) {
      throw new CorruptDataException("no metadata");
    }
    return new EventChunk(chunk, frame, schema, extent.header(), originEpochNanos);
  }

  /** Takes the place of an event. */
  interface Visitor {
    /** Takes an event; returns whether to go on. */
    boolean visit(long offset, long size, TypeDescriptor type, long startNanos, long endNanos);
  }

  /** Which events are looked at. */
  interface Choice {
    /** Returns whether events of a type are wanted. */
    boolean isType(String name);

    /** Returns whether an event in this stretch of time is wanted. */
    boolean isTime(long startNanos, long endNanos);

    /** Returns which threads are wanted; null for all, and for events of none. */
    @Nullable Pattern threads();
  }

  /** Visits events in the order of the chunk; returns false if the visitor wanted no more. */
  boolean each(Choice choice, Visitor visitor) {
    Map<Long, Boolean> wanted = new HashMap<>();
    LongPredicate threads = threads(choice.threads());
    for (ChunkFrame.Segment segment : frame.segments()) {
      long at = segment.from();
      while (at < segment.to() && chunk.readHead(at, segment.to())) {
        long size = chunk.eventSize();
        long type = chunk.eventType();
        if (type != ChunkFrame.METADATA
            && type != ChunkFrame.CHECKPOINT
            && wanted.computeIfAbsent(type, id -> isWanted(id, choice))
            && !visit(at, size, type, choice, threads, visitor)) {
          return false;
        }
        at += size;
      }
    }
    return true;
  }

  /** What cannot be read is wanted too, so that it is counted. */
  private boolean isWanted(long typeId, Choice choice) {
    TypeDescriptor type = schema.plans().metadata().type(typeId);
    return type == null || choice.isType(type.name());
  }

  private boolean visit(
      long at, long size, long typeId, Choice choice, LongPredicate threads, Visitor visitor) {
    TypeDescriptor type = schema.plans().metadata().type(typeId);
    CutPlans.Plan plan = schema.plans().plan(typeId);
    long start;
    long end;
    try {
      if (type == null || plan == null) {
        throw new CorruptDataException("a type without metadata");
      }
      Cursor cursor = chunk.cursorAt(at, size);
      cursor.skipVarints(2); // size, type
      plan.read(cursor);
      start = plan.hasStart() ? clock.nanosAt(plan.startTicks()) : startNanos;
      end = start + Math.max(0, clock.nanosOf(plan.durationTicks()));
    } catch (CorruptDataException e) {
      unreadableEvents++;
      return true;
    }
    boolean isWanted =
        choice.isTime(start, end) && (choice.threads() == null || plan.isOfAny(threads));
    return !isWanted || visitor.visit(at, size, type, start, end);
  }

  /** Decodes an event that was visited; null, and counted, if its fields do not fit into it. */
  @Nullable DecodedEvent decode(
      long offset, long size, TypeDescriptor type, long startNanos, long endNanos) {
    ValueDecoder decoder = decoder();
    Cursor cursor = chunk.cursorAt(offset, size);
    try {
      cursor.skipVarints(2); // size, type
      List<EventField> fields = decoder.event(type, cursor);
      return new DecodedEvent(type(type), startNanos, endNanos - startNanos, fields);
    } catch (CorruptDataException e) {
      unreadableEvents++;
      return null;
    }
  }

  /** Returns what is told of a type, the same for all its events. */
  DecodedEvent.EventType type(TypeDescriptor type) {
    return types.computeIfAbsent(type.id(), id -> DecodedEvent.EventType.of(type));
  }

  /** Returns how many events could not be read so far. */
  long unreadableEvents() {
    return unreadableEvents;
  }

  private LongPredicate threads(@Nullable Pattern wanted) {
    TypeDescriptor type = wanted == null ? null : threadType();
    LongIntMap keys = new LongIntMap();
    if (wanted != null && type != null) {
      for (long key : constants().keys(ValueDecoder.THREAD)) {
        if (decoder().thread(type, key) instanceof EventValue.OfThread thread
            && (wanted.matcher(thread.name()).matches()
                || wanted.matcher(Long.toString(thread.javaId())).matches())) {
          keys.put(key, 1);
        }
      }
    }
    return key -> keys.get(key) != 0;
  }

  private @Nullable TypeDescriptor threadType() {
    List<TypeDescriptor> found = new ArrayList<>(schema.plans().metadata().types());
    found.removeIf(type -> !type.name().equals(ValueDecoder.THREAD));
    return found.isEmpty() ? null : found.get(0);
  }
}
