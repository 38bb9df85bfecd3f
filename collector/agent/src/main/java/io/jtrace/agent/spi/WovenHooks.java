package io.jtrace.agent.spi;

import java.util.List;

/** Hooks in the classes of this JVM, until closed. */
public interface WovenHooks extends AutoCloseable {

  /**
   * An event that will not be written.
   *
   * @param event its name, for example {@code jtrace.Unpark}
   * @param reason one sentence without a full stop
   */
  record Missing(String event, String reason) {}

  /** Returns what could not be woven. */
  List<Missing> missing();

  /** Gives the classes their original code back. */
  @Override
  void close();
}
