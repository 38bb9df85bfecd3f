package io.jtrace.timeline.model;

import java.util.ArrayDeque;
import java.util.Deque;

/** The words of a line of a {@link TraceScript}, read from left to right. */
final class ScriptLine {
  private final String line;
  private final Deque<String> words = new ArrayDeque<>();

  ScriptLine(String line) {
    this.line = line;
    split();
  }

  /** Blanks separate words, commas are words of their own, double quotes protect both. */
  private void split() {
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (Character.isWhitespace(c) || c == ',')) {
        endWord(word);
        if (c == ',') {
          words.add(",");
        }
      } else {
        word.append(c);
      }
    }
    endWord(word);
  }

  private void endWord(StringBuilder word) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  boolean hasNext() {
    return !words.isEmpty();
  }

  /** Whether the next word belongs to what the last words describe. */
  boolean hasAttribute() {
    return hasNext() && !",".equals(words.peek());
  }

  /** Skips a comma if one is next. */
  void skipComma() {
    if (",".equals(words.peek())) {
      words.remove();
    }
  }

  String word() {
    if (words.isEmpty()) {
      throw error("a further word");
    }
    return words.remove();
  }

  /** Reads {@code 10-20ms}: the unit of the end is the unit of both. */
  TimeRange range() {
    String word = word();
    int dash = word.indexOf('-');
    if (dash < 1) {
      throw error("a range such as 10-20, found " + word);
    }
    String end = word.substring(dash + 1);
    String unit = end.replaceFirst("^[0-9.]+", "");
    String start = word.substring(0, dash);
    boolean hasUnit = !Character.isDigit(start.charAt(start.length() - 1));
    return new TimeRange(nanos(hasUnit ? start : start + unit), nanos(end));
  }

  /** Reads a range, or a moment as an empty one. */
  TimeRange rangeOrTime() {
    if (words.isEmpty() || words.peek().indexOf('-') >= 1) {
      return range();
    }
    long time = time();
    return new TimeRange(time, time);
  }

  long time() {
    return nanos(word());
  }

  /** Reads a length of time; without unit it is milliseconds. */
  static long nanos(String text) {
    String unit = text.replaceFirst("^[0-9.]+", "");
    double value = Double.parseDouble(text.substring(0, text.length() - unit.length()));
    return Math.round(
        switch (unit) {
          case "ns" -> value;
          case "us" -> value * 1e3;
          case "", "ms" -> value * 1e6;
          case "s" -> value * 1e9;
          default -> throw new IllegalArgumentException("no unit of time: " + text);
        });
  }

  IllegalArgumentException error(String expected) {
    return new IllegalArgumentException("expected " + expected + " in: " + line);
  }
}
