package io.jtrace.web.pprof;

/** Text of strangers, as terminals may get it. */
final class Plain {
  private Plain() {}

  /** Returns the text on one line and without control characters. */
  static String line(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }

  /** Returns the text with blanks before it up to a width. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + text;
  }
}
