package io.jtrace.timeline.analysis;

import io.jtrace.timeline.table.Strings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which strings contain a text, each looked at once. Not safe for use by several threads. */
final class TextMatch {
  private final Strings strings;
  private final String text;
  private final Map<Integer, Boolean> known = new HashMap<>();

  /**
   * Creates a match.
   *
   * @param text in lower case; the empty text is in all strings
   */
  TextMatch(Strings strings, String text) {
    this.strings = strings;
    this.text = text;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  boolean in(int string) {
    return string >= 0
        && known.computeIfAbsent(
            string, id -> strings.at(id).toLowerCase(Locale.ROOT).contains(text));
  }
}
