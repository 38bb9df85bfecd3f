package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Every unpark of a platform thread by a class: the JVM is asked for it through {@code Unsafe},
 * virtual threads go another way.
 *
 * @param firstFeature the first JDK in which the class does so
 * @param leastCalls how many there must be
 */
record UnparkPoint(String target, int firstFeature, int leastCalls) implements HookPoint {

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final String HOOKS = "UnparkHooks";

  @Override
  public List<String> hooks() {
    return List.of(HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of("jtrace.Unpark");
  }

  @Override
  public boolean isMeantFor(int feature) {
    return feature >= firstFeature;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    int found = 0;
    for (MethodEdit method : MethodEdit.allOf(type)) {
      for (MethodInsnNode call : method.calls(UNSAFE, "unpark"::equals)) {
        // The thread is on top of the stack.
        method.before(call, new InsnNode(Opcodes.DUP), calls.to(HOOKS, "unparking"));
        found++;
      }
    }
    if (found < leastCalls) {
      throw new UnknownShapeException(type.name, "a call of Unsafe.unpark");
    }
  }
}
