package io.jtrace.agent.weave;

import org.objectweb.asm.tree.MethodInsnNode;

/** Makes calls of hooks by the names under which woven code sees them. */
@FunctionalInterface
interface HookCalls {

  /**
   * Returns a call.
   *
   * @param hook simple name of the class
   * @param method its name, of which the class has one only
   */
  MethodInsnNode to(String hook, String method);
}
