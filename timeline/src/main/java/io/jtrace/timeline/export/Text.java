package io.jtrace.timeline.export;

/** Makes text of a recording, which may hold anything, safe for encoders and viewers. */
final class Text {
  /** Longer labels are cut; the longest that a viewer can usefully show is far shorter. */
  static final int MAX_LABEL_CHARS = 500;

  private static final char REPLACEMENT = '\uFFFD';
  private static final char SYMBOLS_FOR_CONTROLS = '\u2400';

  private Text() {}

  /**
   * Returns {@code text} as a name to draw: not empty, on one line, at most {@link
   * #MAX_LABEL_CHARS} long. Control characters appear as their symbols.
   */
  static String label(String text) {
    if (text.isEmpty()) {
      return "(no name)";
    }
    String cut = text.length() <= MAX_LABEL_CHARS ? text : text.substring(0, MAX_LABEL_CHARS) + '…';
    return clean(cut, true);
  }

  /** Returns {@code text} with everything that UTF-8 cannot carry replaced. */
  static String value(String text) {
    return clean(text, false);
  }

  private static String clean(String text, boolean oneLine) {
    for (int i = 0; i < text.length(); i++) {
      if (replacement(text, i, oneLine) != text.charAt(i)) {
        return cleaned(text, oneLine);
      }
    }
    return text;
  }

  private static String cleaned(String text, boolean oneLine) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      result.append(replacement(text, i, oneLine));
    }
    return result.toString();
  }

  private static char replacement(String text, int index, boolean oneLine) {
    char c = text.charAt(index);
    if (oneLine && c < ' ') {
      return (char) (SYMBOLS_FOR_CONTROLS + c);
    }
    if (!Character.isSurrogate(c)) {
      return c;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
            : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    return paired ? c : REPLACEMENT;
  }
}
