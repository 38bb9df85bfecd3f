package io.jtrace.agent.os;

import java.lang.invoke.MethodHandles;

/**
 * Its bytes are defined a second time in a package of {@code java.base}; see {@link NativeAccess}.
 */
final class NativeDoor {

  private NativeDoor() {}

  /** Returns a lookup with the rights of this class, wherever it has been defined. */
  static MethodHandles.Lookup open() {
    return MethodHandles.lookup();
  }
}
