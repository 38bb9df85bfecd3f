package io.jtrace.agent.weave;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Tasks of {@code ThreadPoolExecutor}: handed in, started, or taken back before they start. */
final class TaskQueuePoint implements HookPoint {

  private static final String TARGET = "java/util/concurrent/ThreadPoolExecutor";
  private static final String HOOKS = "TaskHooks";
  private static final String RUNNABLE = "Ljava/lang/Runnable;";
  private static final String QUEUE = "Ljava/util/concurrent/BlockingQueue;";

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public List<String> hooks() {
    return List.of(HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of("jtrace.TaskQueued");
  }

  @Override
  public Optional<String> counter() {
    return Optional.of(HOOKS);
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    weaveSubmission(MethodEdit.of(type, "execute", "(" + RUNNABLE + ")V"), calls);
    weaveStart(MethodEdit.of(type, "runWorker", "(L" + TARGET + "$Worker;)V"), calls);
    weaveRemoval(MethodEdit.of(type, "remove", "(" + RUNNABLE + ")Z"), calls);
  }

  private static void weaveSubmission(MethodEdit execute, HookCalls calls)
      throws UnknownShapeException {
    List<MethodInsnNode> rejections = execute.expectCalls(TARGET, "reject");
    tell(execute, execute.first(), calls.to(HOOKS, "submitting"));
    for (MethodInsnNode rejection : rejections) {
      tell(execute, rejection, calls.to(HOOKS, "rejecting"));
    }
  }

  /** Inserts a call that is told the first parameter, a task, and {@code this}. */
  private static void tell(MethodEdit method, AbstractInsnNode place, MethodInsnNode hook)
      throws UnknownShapeException {
    method.before(place, method.loadParameter(0), new VarInsnNode(Opcodes.ALOAD, 0), hook);
  }

  private static void weaveStart(MethodEdit runWorker, HookCalls calls)
      throws UnknownShapeException {
    for (MethodInsnNode call : runWorker.expectCalls(TARGET, "beforeExecute")) {
      // The task is on top of the stack.
      runWorker.before(
          call,
          new InsnNode(Opcodes.DUP),
          new VarInsnNode(Opcodes.ALOAD, 0),
          new VarInsnNode(Opcodes.ALOAD, 0),
          runWorker.getField("workQueue", QUEUE),
          calls.to(HOOKS, "starting"));
    }
  }

  private static void weaveRemoval(MethodEdit remove, HookCalls calls)
      throws UnknownShapeException {
    for (AbstractInsnNode end : remove.returns()) {
      remove.before(end, new InsnNode(Opcodes.DUP));
      tell(remove, end, calls.to(HOOKS, "removed"));
    }
  }
}
