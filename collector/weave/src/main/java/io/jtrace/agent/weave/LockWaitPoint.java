package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Just before a thread parks because a lock of {@code java.util.concurrent} is held.
 *
 * @param target a class of synchronizers
 * @param state descriptor of what it counts with
 */
record LockWaitPoint(String target, String state) implements HookPoint {

  private static final String HOOKS = "LockHooks";

  /** The synchronizers with their state in an {@code int}, and those with it in a {@code long}. */
  static List<HookPoint> all() {
    String common = "java/util/concurrent/locks/AbstractQueued";
    return List.of(
        new LockWaitPoint(common + "Synchronizer", "I"),
        new LockWaitPoint(common + "LongSynchronizer", "J"));
  }

  @Override
  public List<String> hooks() {
    return List.of(HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of("jtrace.LockWait");
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    MethodEdit acquire =
        MethodEdit.of(type, "acquire", "(L" + target + "$Node;" + state + "ZZZJ)I");
    for (String park : List.of("park", "parkNanos")) {
      for (MethodInsnNode call :
          acquire.expectCalls("java/util/concurrent/locks/LockSupport", park)) {
        acquire.before(
            call,
            new VarInsnNode(Opcodes.ALOAD, 0),
            new VarInsnNode(Opcodes.ALOAD, 0),
            new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, target, "getExclusiveOwnerThread", "()Ljava/lang/Thread;"),
            calls.to(HOOKS, "parking"));
      }
    }
  }
}
