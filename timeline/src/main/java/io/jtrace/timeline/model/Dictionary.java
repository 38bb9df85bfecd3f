package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.HashMap;
import java.util.Map;

/**
 * The recording's strings, frames and stacks, with what the model adds: names of operations,
 * host:port, stacks that came as text. Ids of the recording keep their meaning.
 *
 * <p>Not safe for use by several threads.
 */
final class Dictionary {
  /** No host, compiler or class has a name that is longer. */
  private static final int MAX_PART = 255;

  private final Strings.Builder strings;
  private String numberedPrefix = "";
  private LongColumn numbers = LongColumn.empty();
  private final Frames recordedFrames;
  private final Stacks recordedStacks;
  private final Map<String, Integer> textStacks = new HashMap<>();

  /** By the id of a class name, the name without package. */
  private final Map<Integer, String> simpleClasses = new HashMap<>();

  /** Copies of the recorded ones; made when the first stack is added. */
  private Frames.Builder frames = new Frames.Builder();

  private Stacks.Builder stacks = new Stacks.Builder();

  Dictionary(Recording recording) {
    strings = Strings.Builder.from(recording.strings());
    recordedFrames = recording.frames();
    recordedStacks = recording.stacks();
  }

  int intern(String text) {
    if (numbers.size() > 0) {
      throw new IllegalStateException("too late for the string " + text);
    }
    return strings.intern(text);
  }

  /** Returns the number of strings so far. */
  int size() {
    return strings.size();
  }

  /** Adds {@code prefix} with each number, as the last strings: nothing can be added after. */
  void addNumbered(String prefix, LongColumn suffixes) {
    numberedPrefix = prefix;
    numbers = suffixes;
  }

  String text(int id) {
    return strings.at(id);
  }

  /**
   * Returns what is shown of a text as a part of others. There may be any number of these, so they
   * must not be as long as a text can be.
   */
  static String part(String text) {
    return text.length() <= MAX_PART ? text : text.substring(0, MAX_PART) + "…";
  }

  /** Returns the text with this id, empty for -1. */
  String textOrEmpty(int id) {
    return id < 0 ? "" : strings.at(id);
  }

  /**
   * Adds a stack of lines such as {@code java.lang.Thread.sleep:12}, innermost first.
   *
   * @return its id, {@link Stacks#NONE} for no lines
   */
  int stackOf(String lines) {
    if (lines.isBlank()) {
      return Stacks.NONE;
    }
    if (textStacks.isEmpty()) {
      frames = Frames.Builder.from(recordedFrames);
      stacks = Stacks.Builder.from(recordedStacks);
    }
    return textStacks.computeIfAbsent(lines, this::push);
  }

  private int push(String lines) {
    String[] methods = lines.split("\n", -1);
    int stack = Stacks.NONE;
    for (int i = methods.length - 1; i >= 0; i--) {
      stack = stacks.push(stack, frame(methods[i].strip()));
    }
    return stack;
  }

  private int frame(String text) {
    int colon = text.lastIndexOf(':');
    int line = colon < 0 ? Frames.NO_LINE : lineNumber(text.substring(colon + 1));
    String method = line == Frames.NO_LINE ? text : text.substring(0, colon);
    int dot = method.lastIndexOf('.');
    int className = dot < 0 ? Strings.NONE : intern(method.substring(0, dot));
    return frames.intern(className, intern(method.substring(dot + 1)), line, FrameKind.UNKNOWN);
  }

  private static int lineNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notALine) {
      return Frames.NO_LINE; // the colon belongs to the name
    }
  }

  /** Names the method of a recorded frame as {@code Class.method}, without package. */
  int simpleMethodOf(int frame) {
    String method = text(recordedFrames.methodName(frame));
    int className = recordedFrames.className(frame);
    return intern(
        className < 0
            ? simpleMethod(method)
            : simpleClasses.computeIfAbsent(className, this::simpleClass) + "." + method);
  }

  private String simpleClass(int className) {
    String text = text(className);
    return part(text.substring(text.lastIndexOf('.') + 1));
  }

  /** Turns {@code sun.nio.ch.EPoll.wait} into {@code EPoll.wait}. */
  static String simpleMethod(String method) {
    int dot = method.lastIndexOf('.');
    return method.substring(method.lastIndexOf('.', dot - 1) + 1);
  }

  Strings strings() {
    Strings interned = strings.build();
    return numbers.size() == 0 ? interned : interned.plusNumbered(numberedPrefix, numbers);
  }

  Frames frames() {
    return textStacks.isEmpty() ? recordedFrames : frames.build();
  }

  Stacks stacks() {
    return textStacks.isEmpty() ? recordedStacks : stacks.build();
  }
}
