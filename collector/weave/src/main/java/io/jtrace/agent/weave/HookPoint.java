package io.jtrace.agent.weave;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.ClassNode;

/**
 * One place in a class of the JDK at which hooks are called.
 *
 * <p>It first looks whether the class has the shape it knows, and changes nothing if not: what is
 * not recorded can be told, what is recorded wrongly cannot.
 */
interface HookPoint {

  /** Returns the internal name of the class, for example {@code java/lang/VirtualThread}. */
  String target();

  /** Returns the simple names of the hook classes in {@code io.jtrace.boot} that it calls. */
  List<String> hooks();

  /** Returns the names of the events that are missing if it cannot be woven. */
  List<String> events();

  /** Whether the class is one of {@code java.base}, and not of the program. */
  default boolean isOfTheJdk() {
    return true;
  }

  /** Returns the hook class whose {@code lost()} counts events that it cannot write, if any. */
  default Optional<String> counter() {
    return Optional.empty();
  }

  /** Whether a JDK of this feature version has something to weave. */
  boolean isMeantFor(int feature);

  /**
   * Inserts the calls.
   *
   * @throws UnknownShapeException if the class is not as expected; the node may be half changed
   *     then and is thrown away
   */
  void weave(ClassNode type, HookCalls calls) throws UnknownShapeException;
}
