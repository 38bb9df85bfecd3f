package io.jtrace.timeline.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * Writes events of Chrome's format, one JSON object each. An event is begun, told its arguments (as
 * an {@link ArgSink}) and ended.
 *
 * <p>Not safe for use by several threads.
 */
final class ChromeWriter implements ArgSink {
  /** The stream stays open, and text that an error cut short must not look whole. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final Trace trace;
  private final JsonGenerator json;
  private final BitSet usedStacks = new BitSet();
  private final char[] micros = new char[24];

  ChromeWriter(Trace trace, JsonGenerator json) {
    this.trace = trace;
    this.json = json;
  }

  static JsonGenerator open(OutputStream out) throws IOException {
    return JSON.createGenerator(out).setPrettyPrinter(new LinePerElement());
  }

  /** Puts each event, the elements of the only array, on a line: for people and for diff. */
  private static final class LinePerElement extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(",\n");
    }
  }

  /** Gives access for what is no event. */
  JsonGenerator json() {
    return json;
  }

  /** Begins an event with what all of them have. */
  void begin(char phase, String name, String category, int pid, int tid, long nanos)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", String.valueOf(phase));
    json.writeStringField("name", Text.label(name));
    json.writeStringField("cat", category);
    json.writeNumberField("pid", pid);
    json.writeNumberField("tid", tid);
    writeMicros("ts", nanos);
  }

  /** Adds the duration, the stack and the begin of the arguments to an event. */
  void beginArgs(long durationNanos, int stack) throws IOException {
    writeMicros("dur", durationNanos);
    beginArgs(stack);
  }

  /** Adds the stack and the begin of the arguments to an event. */
  void beginArgs(int stack) throws IOException {
    if (stack != Stacks.NONE) {
      for (int node = stack;
          node != Stacks.NONE && !usedStacks.get(node);
          node = trace.stacks().parent(node)) {
        usedStacks.set(node);
      }
      json.writeNumberField("sf", stack);
    }
    json.writeObjectFieldStart("args");
    if (stack != Stacks.NONE) {
      int frame = trace.stacks().frame(stack);
      text(Arg.TOP_FRAME, trace.frames().method(frame, trace.strings()));
    }
  }

  /** Ends the arguments and the event. */
  void endWithArgs() throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes a fact about a process or a row: its name, its place. */
  void metadata(String fact, int pid, int tid, String key, Object value) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeStringField("name", fact);
    json.writeNumberField("pid", pid);
    json.writeNumberField("tid", tid);
    json.writeObjectFieldStart("args");
    if (value instanceof Integer number) {
      json.writeNumberField(key, number);
    } else {
      json.writeStringField(key, Text.label(value.toString()));
    }
    endWithArgs();
  }

  /** Writes the frames of all stacks that events referred to, as a tree of parents. */
  void writeStackFrames() throws IOException {
    Stacks stacks = trace.stacks();
    json.writeObjectFieldStart("stackFrames");
    for (int node = usedStacks.nextSetBit(0); node >= 0; node = usedStacks.nextSetBit(node + 1)) {
      json.writeObjectFieldStart(Integer.toString(node));
      json.writeStringField("category", "java");
      String method = trace.frames().method(stacks.frame(node), trace.strings());
      json.writeStringField("name", Text.label(method));
      if (stacks.parent(node) != Stacks.NONE) {
        json.writeNumberField("parent", stacks.parent(node));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Writes nanoseconds as microseconds with three decimals: readers take no smaller unit. */
  private void writeMicros(String key, long nanos) throws IOException {
    json.writeFieldName(key);
    int position = micros.length;
    long rest = nanos;
    for (int digit = 0; digit < 3; digit++, rest /= 10) {
      micros[--position] = (char) ('0' + rest % 10);
    }
    micros[--position] = '.';
    do {
      micros[--position] = (char) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    json.writeNumber(micros, position, micros.length - position);
  }

  @Override
  public void text(Arg arg, int stringId) throws IOException {
    text(arg.key(), stringId);
  }

  @Override
  public void text(String key, int stringId) throws IOException {
    if (stringId != Strings.NONE) {
      json.writeStringField(key, Text.value(trace.strings().at(stringId)));
    }
  }

  @Override
  public void text(Arg arg, String text) throws IOException {
    json.writeStringField(arg.key(), Text.value(text));
  }

  @Override
  public void number(Arg arg, long value) throws IOException {
    number(arg.key(), value);
  }

  @Override
  public void number(String key, long value) throws IOException {
    json.writeNumberField(key, value);
  }

  @Override
  public void real(String key, double value) throws IOException {
    json.writeNumberField(key, value);
  }

  @Override
  public void address(Arg arg, long address) throws IOException {
    json.writeStringField(arg.key(), "0x" + Long.toHexString(address));
  }

  @Override
  public void flag(Arg arg) throws IOException {
    flag(arg.key(), true);
  }

  @Override
  public void flag(String key, boolean holds) throws IOException {
    json.writeBooleanField(key, holds);
  }
}
