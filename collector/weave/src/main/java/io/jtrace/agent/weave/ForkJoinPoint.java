package io.jtrace.agent.weave;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where {@code ForkJoinPool} looks for a queue because a task comes from outside. JDK 17 has one
 * such method; later ones have it under another name, and one for callers who insist on the queue.
 */
final class ForkJoinPoint implements HookPoint {

  static final String HOOKS = "ForkJoinHooks";
  static final String EVENT = "jtrace.TaskQueued";

  private static final String TARGET = "java/util/concurrent/ForkJoinPool";
  private static final String TASK = "Ljava/util/concurrent/ForkJoinTask;";
  private static final String FACTORY = "L" + TARGET + "$ForkJoinWorkerThreadFactory;";
  private static final String SUBMIT = "poolSubmit";
  private static final String SUBMIT_DESCRIPTOR = "(Z" + TASK + ")" + TASK;
  private static final Set<String> FOR_A_QUEUE =
      Set.of("externalPush", "submissionQueue", "externalSubmissionQueue");

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
    return List.of(EVENT);
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
    weave(MethodEdit.of(type, "externalSubmit", "(" + TASK + ")" + TASK), 0, calls);
    if (type.methods.stream().anyMatch(method -> method.name.equals(SUBMIT))) {
      weave(MethodEdit.of(type, SUBMIT, SUBMIT_DESCRIPTOR), 1, calls);
    }
  }

  private static void weave(MethodEdit submit, int task, HookCalls calls)
      throws UnknownShapeException {
    List<MethodInsnNode> searches = submit.calls(TARGET, FOR_A_QUEUE::contains);
    if (searches.size() != 1) {
      throw new UnknownShapeException(TARGET, "one search for a queue by " + submit.name());
    }
    submit.before(
        searches.get(0),
        submit.loadParameter(task),
        new VarInsnNode(Opcodes.ALOAD, 0),
        new VarInsnNode(Opcodes.ALOAD, 0),
        submit.getField("factory", FACTORY),
        calls.to(HOOKS, "submitting"));
  }
}
