package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;

/**
 * A fact about a sample: a text, or a number with its unit.
 *
 * @param text empty if it is a number
 */
record Label(String key, String text, long number, String unit, UnknownFieldSet unknown) {
  /** The label of samples that others are compared with. */
  static final Label BASE = text("pprof::base", "true");

  static Label text(String key, String text) {
    return new Label(key, text, 0, "", UnknownFieldSet.getDefaultInstance());
  }

  static Label number(String key, long number, String unit) {
    return new Label(key, "", number, unit, UnknownFieldSet.getDefaultInstance());
  }

  boolean isText() {
    return !text.isEmpty();
  }

  /** Returns whether it is a number; one without text, number and unit is nothing. */
  boolean isNumber() {
    return text.isEmpty() && (number != 0 || !unit.isEmpty());
  }
}
