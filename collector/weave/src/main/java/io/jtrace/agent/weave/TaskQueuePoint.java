package io.jtrace.agent.weave;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tasks of {@code ThreadPoolExecutor}: handed in, started, or taken back before they start.
 *
 * <p>A worker may be in {@code runWorker} for all its life, so what is woven into that method is
 * seen by later workers only, and then only their first task is of interest. All others come from
 * {@code getTask}, in which a worker can be while it is woven; that one task passes {@code
 * beforeExecute}, unless the program has a method of its own there.
 */
final class TaskQueuePoint implements HookPoint {

  private static final String TARGET = "java/util/concurrent/ThreadPoolExecutor";
  private static final String HOOKS = "TaskHooks";
  private static final String WORKER = TARGET + "$Worker";
  private static final String WORKER_TYPE = "L" + WORKER + ";";
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
    weaveFirstTask(MethodEdit.of(type, "runWorker", "(" + WORKER_TYPE + ")V"), calls);
    weaveTaking(MethodEdit.of(type, "getTask", "()" + RUNNABLE), calls);
    weaveExecution(
        MethodEdit.of(type, "beforeExecute", "(Ljava/lang/Thread;" + RUNNABLE + ")V"), calls);
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

  private static void weaveFirstTask(MethodEdit runWorker, HookCalls calls)
      throws UnknownShapeException {
    AbstractInsnNode first = runWorker.first();
    runWorker.expectRead(WORKER, "firstTask", RUNNABLE);
    runWorker.before(
        first,
        runWorker.loadParameter(0),
        new FieldInsnNode(Opcodes.GETFIELD, WORKER, "firstTask", RUNNABLE));
    tellStart(runWorker, first, calls.to(HOOKS, "taken"));
  }

  private static void weaveTaking(MethodEdit getTask, HookCalls calls)
      throws UnknownShapeException {
    for (AbstractInsnNode end : getTask.returns()) {
      getTask.before(end, new InsnNode(Opcodes.DUP));
      tellStart(getTask, end, calls.to(HOOKS, "taken"));
    }
  }

  private static void weaveExecution(MethodEdit beforeExecute, HookCalls calls)
      throws UnknownShapeException {
    AbstractInsnNode first = beforeExecute.first();
    beforeExecute.before(first, beforeExecute.loadParameter(1));
    tellStart(beforeExecute, first, calls.to(HOOKS, "executing"));
  }

  /** Inserts a call that is told the task on the stack, {@code this} and its queue. */
  private static void tellStart(MethodEdit method, AbstractInsnNode place, MethodInsnNode hook)
      throws UnknownShapeException {
    method.before(
        place,
        new VarInsnNode(Opcodes.ALOAD, 0),
        new VarInsnNode(Opcodes.ALOAD, 0),
        method.getField("workQueue", QUEUE),
        hook);
  }

  private static void weaveRemoval(MethodEdit remove, HookCalls calls)
      throws UnknownShapeException {
    for (AbstractInsnNode end : remove.returns()) {
      remove.before(end, new InsnNode(Opcodes.DUP));
      tell(remove, end, calls.to(HOOKS, "removed"));
    }
  }
}
