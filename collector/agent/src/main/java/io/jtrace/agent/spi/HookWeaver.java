package io.jtrace.agent.spi;

import java.lang.instrument.Instrumentation;

/** Puts calls of our hooks into classes of the JDK. */
public interface HookWeaver {

  /**
   * Weaves every hook that this JDK has a place for. Takes up to a second, in which the program
   * runs on but for the moments in which a class is replaced. What cannot be woven is told by
   * {@link WovenHooks#missing()}; the class in question then stays as it was.
   */
  WovenHooks weave(Instrumentation instrumentation);
}
