package io.jtrace.timeline.jfr;

/** What a consumed field holds, and so which column of an {@link EventTable} carries it. */
public enum FieldKind {
  /** A whole number; a {@code long} column. Absent or unparsable values are 0. */
  NUMBER,
  /**
   * A length of time, converted from the unit the metadata states to nanoseconds; a {@code long}
   * column.
   */
  NANOS,
  /** 0 or 1; a {@code long} column. */
  BOOLEAN,
  /** A fraction or a float of any unit; a {@code double} column. */
  REAL,
  /**
   * A string, or a constant that has one string field (such as {@code jdk.types.GCName}); a string
   * id, {@link io.jtrace.timeline.table.Strings#NONE} for null.
   */
  TEXT,
  /**
   * A class, as the id of its name in source form ({@code java.util.Map$Entry}, {@code byte[]}).
   */
  CLASS,
  /** A method, as the id of {@code class.method}. */
  METHOD,
  /** A thread, as an index into {@link Recording#threads()}, -1 for none. */
  THREAD;

  /** Returns whether this kind lives in an {@code int} column of ids. */
  public boolean isId() {
    return this == TEXT || this == CLASS || this == METHOD || this == THREAD;
  }
}
