package io.jtrace.agent.weave;

/** A class is not written the way a {@link HookPoint} expects. */
final class UnknownShapeException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Tells what was missed.
   *
   * @param type internal name of the class
   * @param expected goes on from "expected"
   */
  UnknownShapeException(String type, String expected) {
    super("expected " + expected + " in " + type.replace('/', '.') + ", found none");
  }
}
