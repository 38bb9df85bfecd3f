package io.jtrace.timeline.export;

import java.io.IOException;

/** Takes the arguments of one slice or instant, in the order in which they are to be shown. */
interface ArgSink {
  /** Takes a text of the trace's dictionary; nothing for -1. */
  void text(Arg arg, int stringId) throws IOException;

  /** Takes a text that is not in the dictionary. */
  void text(Arg arg, String text) throws IOException;

  /** Takes a number. */
  void number(Arg arg, long value) throws IOException;

  /** Takes an address in memory, to be shown in hexadecimal. */
  void address(Arg arg, long address) throws IOException;

  /** Takes a fact that holds. */
  void flag(Arg arg) throws IOException;

  /** Takes a field of a custom event: a text of the trace's dictionary; nothing for -1. */
  void text(String key, int stringId) throws IOException;

  /** Takes a field of a custom event. */
  void number(String key, long value) throws IOException;

  /** Takes a field of a custom event, which need not be finite. */
  void real(String key, double value) throws IOException;

  /** Takes a field of a custom event. */
  void flag(String key, boolean holds) throws IOException;
}
