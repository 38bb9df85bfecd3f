package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.FrameKind;

/** What recordings call the ways in which a frame ran. */
final class FrameTypes {
  private FrameTypes() {}

  static FrameKind kind(String description) {
    return switch (description) {
      case "Interpreted" -> FrameKind.INTERPRETED;
      case "JIT compiled", "C1 compiled" -> FrameKind.JIT_COMPILED;
      case "Inlined" -> FrameKind.INLINED;
      case "Native", "C++", "Kernel" -> FrameKind.NATIVE;
      default -> FrameKind.UNKNOWN;
    };
  }
}
