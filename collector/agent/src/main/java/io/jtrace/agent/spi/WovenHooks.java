package io.jtrace.agent.spi;

import java.util.List;
import java.util.Map;

/** Hooks in the classes of this JVM, until closed. */
public interface WovenHooks extends AutoCloseable {

  /**
   * An event that will not be written.
   *
   * @param event its name, for example {@code jtrace.Unpark}
   * @param reason one sentence without a full stop
   */
  record Missing(String event, String reason) {}

  /**
   * Returns what could not be woven so far. Classes are woven when they are loaded, so there may be
   * more later.
   */
  List<Missing> missing();

  /** Returns how many events of a name could not be written so far, for lack of room. */
  Map<String, Long> lost();

  /** Gives the classes their original code back. */
  @Override
  void close();
}
