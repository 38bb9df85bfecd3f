package io.jtrace.web.pprof;

import java.util.Locale;

/**
 * What makes frames one entry of a report. Texts are empty and numbers 0 where they do not matter.
 *
 * @param object the mapped file, of frames without a function
 */
record NodeKey(String name, String file, long line, long address, String object) {

  /** Returns the name on one line, followed by what else tells entries apart. */
  String printableName() {
    StringBuilder text = new StringBuilder();
    if (address != 0) {
      text.append(String.format(Locale.ROOT, "%016x ", address));
    }
    if (!name.isEmpty()) {
      text.append(name).append(' ');
    }
    if (line != 0) {
      text.append(file).append(':').append(line);
    } else if (!file.isEmpty()) {
      text.append(file);
    } else if (!name.isEmpty()) {
      text.setLength(text.length() - 1);
    } else if (!object.isEmpty()) {
      text.append('[').append(Mapping.baseName(object)).append(']');
    } else {
      text.append("<unknown>");
    }
    return Plain.line(text.toString());
  }
}
