package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;

/** Names what the program closed wrongly. Not safe for use by several threads. */
final class MisuseCount {
  private final Recording recording;
  private final Dictionary dictionary;
  private final Diagnostics.Builder clipped = new Diagnostics.Builder();

  MisuseCount(Recording recording, Dictionary dictionary) {
    this.recording = recording;
    this.dictionary = dictionary;
  }

  void regionClipped(int name) {
    count(clipped, "region ends after the one around it", name);
  }

  void countIn(Diagnostics.Builder diagnostics) {
    diagnostics.addAll(clipped);
    EventTable table = recording.events(ConsumedEvent.JTRACE_MISUSE);
    for (int row = 0; row < table.size(); row++) {
      String kind = Dictionary.part(dictionary.textOrEmpty(table.id("kind", row)));
      count(diagnostics, kind, table.id("name", row));
    }
  }

  private void count(Diagnostics.Builder diagnostics, String kind, int name) {
    String detail = kind + ": " + Dictionary.part(dictionary.textOrEmpty(name));
    diagnostics.count(Diagnostic.MISUSED_ANNOTATION, detail);
  }
}
