package io.jtrace.timeline.table;

/** How the method of a stack frame ran when the stack was taken. */
public enum FrameKind {
  /** Run by the interpreter. */
  INTERPRETED,
  /** Compiled by the JIT compiler. */
  JIT_COMPILED,
  /** Inlined into its caller by the JIT compiler. */
  INLINED,
  /** Native code, or code of the JVM. */
  NATIVE,
  /** Not recorded, or a kind this version does not know. */
  UNKNOWN,
  /** Not a method: stands where the recording cut the stack off. */
  TRUNCATED;

  private static final FrameKind[] KINDS = values();

  static FrameKind at(byte ordinal) {
    return KINDS[ordinal];
  }
}
