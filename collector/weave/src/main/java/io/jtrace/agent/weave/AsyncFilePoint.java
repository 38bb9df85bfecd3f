package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The task in which an asynchronous file channel reads or writes: an anonymous class, recognized by
 * the call that it makes. Only that call is timed, for the task calls the program back as well.
 *
 * @param operation what it does, the name of the method that it calls
 * @param number of the anonymous class
 */
record AsyncFilePoint(String operation, int number) implements HookPoint {

  private static final String HOOKS = "FileHooks";

  @Override
  public String target() {
    return "sun/nio/ch/SimpleAsynchronousFileChannelImpl$" + number;
  }

  @Override
  public List<String> hooks() {
    return List.of(HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of("jtrace.AsyncFile");
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    MethodEdit run = MethodEdit.of(type, "run", "()V");
    List<MethodInsnNode> found = run.expectCalls("sun/nio/ch/IOUtil", operation);
    int event = run.newLocal();
    for (MethodInsnNode call : found) {
      run.before(call, calls.to(HOOKS, "asyncBegins"), new VarInsnNode(Opcodes.ASTORE, event));
      run.before(
          call.getNext(),
          new InsnNode(Opcodes.DUP),
          new VarInsnNode(Opcodes.ALOAD, event),
          new LdcInsnNode(operation),
          calls.to(HOOKS, "asyncEnds"));
    }
  }
}
