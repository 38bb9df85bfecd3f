package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where each task of a {@code ForkJoinPool} passes before it runs, whoever runs it. */
final class ForkJoinTaskPoint implements HookPoint {

  private static final String TARGET = "java/util/concurrent/ForkJoinTask";

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public List<String> hooks() {
    return List.of(ForkJoinPoint.HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of(ForkJoinPoint.EVENT);
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    MethodEdit run = MethodEdit.of(type, "doExec", List.of("()I", "()V"));
    run.expectCalls(TARGET, "exec");
    run.before(
        run.first(), new VarInsnNode(Opcodes.ALOAD, 0), calls.to(ForkJoinPoint.HOOKS, "starting"));
  }
}
