package io.jtrace.api;

import jdk.jfr.FlightRecorder;

/**
 * Keeps the program from loading event classes before JFR is there: the first one alone makes the
 * JVM load most of JFR, a quarter of a second.
 */
final class Jfr {

  private Jfr() {}

  /** Whether anything can record; if not, no event may be created. */
  static boolean isThere() {
    return FlightRecorder.isInitialized();
  }
}
