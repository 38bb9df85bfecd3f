package io.jtrace.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Mount, unmount and submission of virtual threads.
 *
 * <p>{@code runContinuation} runs on the carrier: it mounts the thread, runs it, unmounts it and
 * calls {@code afterYield} or {@code afterDone}. The run is written just before those two, when the
 * current thread is the carrier again. Whoever wakes a thread calls one of the {@code
 * ...submitRunContinuation...} methods, which may call one another; the hook goes before the first
 * of them, so that there is one event for one submission. JDK 21 makes the carrier the current
 * thread before such a call; there the hook goes before that switch, for the waker is the virtual
 * thread.
 */
final class VirtualThreadPoint implements HookPoint {

  static final int FIRST_FEATURE = 21;

  private static final String TARGET = "java/lang/VirtualThread";
  private static final String HOOKS = "VirtualThreadHooks";
  private static final String SWITCH_TO_CARRIER = "switchToCarrierThread";
  private static final String SWITCH_BACK = "switchToVirtualThread";

  /** The state in which a thread is after it has yielded its carrier, and our number for it. */
  private static final Map<String, Integer> REASONS =
      Map.of(
          "PARKING",
          1,
          "TIMED_PARKING",
          2,
          "YIELDING",
          3,
          "BLOCKING",
          4,
          "WAITING",
          5,
          "TIMED_WAITING",
          6);

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
    return List.of("jtrace.VirtualThreadRun", "jtrace.VirtualThreadRunnable");
  }

  @Override
  public boolean isMeantFor(int feature) {
    return feature >= FIRST_FEATURE;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    weaveRuns(type, calls);
    weaveSubmissions(type, calls);
  }

  private static void weaveRuns(ClassNode type, HookCalls calls) throws UnknownShapeException {
    MethodEdit method = MethodEdit.of(type, "runContinuation", "()V");
    MethodInsnNode mount = method.expectCalls(TARGET, "mount").get(0);
    method.expectCalls(TARGET, "unmount");
    String reasons = reasons(type);
    int run = method.newLocal();
    method.before(mount, calls.to(HOOKS, "mounting"), new VarInsnNode(Opcodes.ASTORE, run));
    for (MethodInsnNode call : method.expectCalls(TARGET, "afterYield")) {
      method.before(
          call,
          new VarInsnNode(Opcodes.ALOAD, run),
          new VarInsnNode(Opcodes.ALOAD, 0),
          new VarInsnNode(Opcodes.ALOAD, 0),
          new FieldInsnNode(Opcodes.GETFIELD, TARGET, "state", "I"),
          new LdcInsnNode(reasons),
          calls.to(HOOKS, "stopped"));
    }
    for (MethodInsnNode call : method.expectCalls(TARGET, "afterDone")) {
      method.before(
          call,
          new VarInsnNode(Opcodes.ALOAD, run),
          new VarInsnNode(Opcodes.ALOAD, 0),
          calls.to(HOOKS, "ended"));
    }
  }

  /** Returns the reason for each state as a text, the character at a state being its reason. */
  private static String reasons(ClassNode type) throws UnknownShapeException {
    char[] reasons = new char[128];
    int length = 0;
    boolean hasState = false;
    List<String> found = new ArrayList<>();
    for (FieldNode field : type.fields) {
      hasState |= field.name.equals("state") && field.desc.equals("I");
      Integer reason = REASONS.get(field.name);
      if (reason != null
          && field.value instanceof Integer state
          && state >= 0
          && state < reasons.length) {
        reasons[state] = (char) reason.intValue();
        length = Math.max(length, state + 1);
        found.add(field.name);
      }
    }
    if (!hasState || !found.contains("PARKING") || !found.contains("YIELDING")) {
      throw new UnknownShapeException(type.name, "the states PARKING and YIELDING");
    }
    return new String(reasons, 0, length);
  }

  private static void weaveSubmissions(ClassNode type, HookCalls calls)
      throws UnknownShapeException {
    int woven = 0;
    boolean started = false;
    for (MethodEdit method : MethodEdit.allOf(type)) {
      if (isSubmission(method.name())) {
        continue;
      }
      if (method.handsOn("runContinuation")) {
        throw new UnknownShapeException(
            type.name, "a submission by " + method.name() + " through a method made for it");
      }
      boolean starts = method.name().equals("start");
      for (MethodInsnNode call : method.calls(TARGET, VirtualThreadPoint::isSubmission)) {
        weaveSubmission(type, method, call, calls.to(HOOKS, starts ? "starting" : "runnable"));
        woven++;
        started |= starts;
      }
    }
    if (!started || woven < 2) {
      throw new UnknownShapeException(
          type.name, "submissions to the scheduler by start and unpark");
    }
  }

  private static boolean isSubmission(String method) {
    return method.endsWith("ubmitRunContinuation")
        || method.endsWith("ubmitRunContinuationOrThrow");
  }

  private static void weaveSubmission(
      ClassNode type, MethodEdit method, MethodInsnNode call, MethodInsnNode hook)
      throws UnknownShapeException {
    AbstractInsnNode onCarrier = switchBefore(call);
    if (onCarrier != null && !method.isStatic()) {
      method.before(onCarrier, new VarInsnNode(Opcodes.ALOAD, 0), hook);
      return;
    }
    Type[] arguments = Type.getArgumentTypes(call.desc);
    if (onCarrier == null && arguments.length == 0) {
      method.before(call, new InsnNode(Opcodes.DUP), hook);
    } else if (onCarrier == null && arguments.length == 1 && arguments[0].getSize() == 1) {
      // thread, argument -> thread, argument, thread
      method.before(call, new InsnNode(Opcodes.DUP2), new InsnNode(Opcodes.POP), hook);
    } else {
      throw new UnknownShapeException(
          type.name, "a simpler submission by " + method.name() + " than " + call.desc);
    }
  }

  /** Returns the switch to the carrier under which a call is made. */
  private static @Nullable AbstractInsnNode switchBefore(MethodInsnNode call) {
    Predicate<MethodInsnNode> ends =
        found -> found.name.equals(SWITCH_BACK) || isSubmission(found.name);
    for (AbstractInsnNode node = call.getPrevious(); node != null; node = node.getPrevious()) {
      if (node instanceof MethodInsnNode found && found.owner.equals(TARGET)) {
        if (found.name.equals(SWITCH_TO_CARRIER)) {
          return found;
        }
        if (ends.test(found)) {
          return null;
        }
      }
    }
    return null;
  }
}
