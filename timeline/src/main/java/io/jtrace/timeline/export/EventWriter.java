package io.jtrace.timeline.export;

import com.google.protobuf.ByteString;
import io.jtrace.proto.perfetto.DebugAnnotation;
import io.jtrace.proto.perfetto.DebugAnnotationName;
import io.jtrace.proto.perfetto.EventCategory;
import io.jtrace.proto.perfetto.EventName;
import io.jtrace.proto.perfetto.InternedString;
import io.jtrace.proto.perfetto.TrackEvent;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes track events with all their texts interned. An event is begun, told its arguments (as an
 * {@link ArgSink}), stack and arrows, and sent; then the next one may begin.
 *
 * <p>Not safe for use by several threads.
 */
final class EventWriter implements ArgSink {
  private final Trace trace;
  private final PacketSequence sequence;
  private final StackDictionary stacks;
  private final TrackEvent.Builder event = TrackEvent.newBuilder();
  private final DebugAnnotation.Builder annotation = DebugAnnotation.newBuilder();
  private long nanos;

  private final Map<String, Integer> categories = new HashMap<>();
  private final Map<NameKey, Integer> names = new HashMap<>();
  private final BitSet argNames = new BitSet();

  /** Fields of custom events; their iids follow those of the arguments. */
  private final Map<String, Integer> fieldNames = new HashMap<>();

  /** Texts of the trace's dictionary are told apart by id, others by themselves. */
  private final Map<Integer, Integer> dictionaryValues = new HashMap<>();

  private final Map<String, Integer> otherValues = new HashMap<>();

  /** What events draw their names from; ids are unique within a kind. */
  enum NameKind {
    SPAN,
    SLICE,
    INSTANT,
    THREAD,
    FLOW,
    TASK,
    CUSTOM
  }

  private record NameKey(NameKind kind, long id) {}

  EventWriter(Trace trace, PacketSequence sequence) {
    this.trace = trace;
    this.sequence = sequence;
    this.stacks = new StackDictionary(trace, sequence);
  }

  /** Returns the iid of the name that {@code kind} and {@code id} stand for. */
  int name(NameKind kind, long id, Supplier<String> text) {
    NameKey key = new NameKey(kind, id);
    Integer known = names.get(key);
    if (known != null) {
      return known;
    }
    int iid = names.size() + 1;
    names.put(key, iid);
    sequence
        .interned()
        .addEventNames(EventName.newBuilder().setIid(iid).setName(Text.label(text.get())));
    return iid;
  }

  /** Starts an event with a name: the begin of a slice, or an instant. */
  EventWriter begin(TrackEvent.Type type, long track, long nanos, int name, String category) {
    this.nanos = nanos;
    event.clear().setType(type).setTrackUuid(track).setNameIid(name);
    event.addCategoryIids(category(category));
    return this;
  }

  /** Sends the end of the innermost open slice of a track. */
  void end(long track, long nanos) throws IOException {
    this.nanos = nanos;
    event.clear().setType(TrackEvent.Type.TYPE_SLICE_END).setTrackUuid(track);
    send();
  }

  /** Sends a value of a counter; integers as such, so that no digit is lost. */
  void counter(long track, long nanos, double value) throws IOException {
    this.nanos = nanos;
    event.clear().setType(TrackEvent.Type.TYPE_COUNTER).setTrackUuid(track);
    long integer = (long) value;
    if (integer == value) {
      event.setCounterValue(integer);
    } else {
      event.setDoubleCounterValue(value);
    }
    send();
  }

  /** Adds where the thread was; nothing for {@link Stacks#NONE}. */
  EventWriter stack(int stack) {
    if (stack != Stacks.NONE) {
      event.setCallstackIid(stacks.callstack(stack));
    }
    return this;
  }

  /** Lets an arrow begin at this event. */
  EventWriter arrowFrom(long arrow) {
    event.addFlowIds(arrow);
    return this;
  }

  /** Lets an arrow end at this event. */
  EventWriter arrowTo(long arrow) {
    event.addTerminatingFlowIds(arrow);
    return this;
  }

  /** Writes the event. */
  void send() throws IOException {
    sequence.packet().setTimestamp(nanos).setTrackEvent(event.build());
    sequence.send();
  }

  private int category(String category) {
    Integer known = categories.get(category);
    if (known != null) {
      return known;
    }
    int iid = categories.size() + 1;
    categories.put(category, iid);
    sequence
        .interned()
        .addEventCategories(EventCategory.newBuilder().setIid(iid).setName(category));
    return iid;
  }

  @Override
  public void text(Arg arg, int stringId) {
    if (stringId != Strings.NONE) {
      event.addDebugAnnotations(annotation(arg).setStringValueIid(value(stringId)));
    }
  }

  @Override
  public void text(String key, int stringId) {
    if (stringId != Strings.NONE) {
      event.addDebugAnnotations(annotation(key).setStringValueIid(value(stringId)));
    }
  }

  private int value(int stringId) {
    Integer known = dictionaryValues.get(stringId);
    int iid = known != null ? known : newValue(trace.strings().at(stringId));
    if (known == null) {
      dictionaryValues.put(stringId, iid);
    }
    return iid;
  }

  @Override
  public void text(Arg arg, String text) {
    Integer known = otherValues.get(text);
    int iid = known != null ? known : newValue(text);
    if (known == null) {
      otherValues.put(text, iid);
    }
    event.addDebugAnnotations(annotation(arg).setStringValueIid(iid));
  }

  private int newValue(String text) {
    int iid = dictionaryValues.size() + otherValues.size() + 1;
    sequence
        .interned()
        .addDebugAnnotationStringValues(
            InternedString.newBuilder()
                .setIid(iid)
                .setStr(ByteString.copyFromUtf8(Text.value(text))));
    return iid;
  }

  @Override
  public void number(Arg arg, long value) {
    event.addDebugAnnotations(annotation(arg).setIntValue(value));
  }

  @Override
  public void address(Arg arg, long address) {
    event.addDebugAnnotations(annotation(arg).setPointerValue(address));
  }

  @Override
  public void flag(Arg arg) {
    event.addDebugAnnotations(annotation(arg).setBoolValue(true));
  }

  @Override
  public void number(String key, long value) {
    event.addDebugAnnotations(annotation(key).setIntValue(value));
  }

  @Override
  public void real(String key, double value) {
    event.addDebugAnnotations(annotation(key).setDoubleValue(value));
  }

  @Override
  public void flag(String key, boolean holds) {
    event.addDebugAnnotations(annotation(key).setBoolValue(holds));
  }

  private DebugAnnotation.Builder annotation(Arg arg) {
    int iid = arg.ordinal() + 1;
    if (!argNames.get(arg.ordinal())) {
      argNames.set(arg.ordinal());
      nameAnnotation(iid, arg.key());
    }
    return annotation.clear().setNameIid(iid);
  }

  private DebugAnnotation.Builder annotation(String key) {
    Integer known = fieldNames.get(key);
    int iid = known != null ? known : Arg.count() + fieldNames.size() + 1;
    if (known == null) {
      fieldNames.put(key, iid);
      nameAnnotation(iid, key);
    }
    return annotation.clear().setNameIid(iid);
  }

  private void nameAnnotation(int iid, String key) {
    sequence
        .interned()
        .addDebugAnnotationNames(DebugAnnotationName.newBuilder().setIid(iid).setName(key));
  }
}
