package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A method of which hooks are told the beginning, the end and, if {@code isToldFailures}, that it
 * throws.
 *
 * <p>With the stem {@code accept} these are {@code acceptBegins(values)}, which returns an object
 * to hand on, {@code acceptEnds(result, object, values)} and {@code acceptFails(object, values)}.
 *
 * @param name of the method
 * @param descriptors that the method has in the JDKs known; one of them must be there
 * @param values what the hooks are told
 */
record Timed(
    String name,
    List<String> descriptors,
    String stem,
    boolean isToldFailures,
    List<Value> values) {

  static Timed of(String name, String descriptor, String stem, Value... values) {
    return new Timed(name, List.of(descriptor), stem, false, List.of(values));
  }

  /** Returns the same for a JDK in which the method has other parameters. */
  Timed or(String descriptor) {
    List<String> both = List.of(descriptors.get(0), descriptor);
    return new Timed(name, both, stem, isToldFailures, values);
  }

  Timed withFailures() {
    return new Timed(name, descriptors, stem, true, values);
  }

  /** Inserts the calls of hooks of one class. */
  void weave(MethodEdit method, String hooks, HookCalls calls) throws UnknownShapeException {
    AbstractInsnNode first = method.first();
    int event = method.newLocal();
    pushValues(method, first);
    method.before(first, calls.to(hooks, stem + "Begins"), new VarInsnNode(Opcodes.ASTORE, event));
    Type result = method.result();
    for (AbstractInsnNode end : method.returns()) {
      if (result.getSize() > 0) {
        method.before(end, new InsnNode(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP));
      }
      tell(method, end, event, calls.to(hooks, stem + "Ends"));
    }
    if (isToldFailures) {
      LabelNode start = new LabelNode();
      method.before(first, start);
      tell(method, method.handleAll(start, event), event, calls.to(hooks, stem + "Fails"));
    }
  }

  private void tell(MethodEdit method, AbstractInsnNode place, int event, MethodInsnNode hook)
      throws UnknownShapeException {
    method.before(place, new VarInsnNode(Opcodes.ALOAD, event));
    pushValues(method, place);
    method.before(place, hook);
  }

  private void pushValues(MethodEdit method, AbstractInsnNode place) throws UnknownShapeException {
    for (Value value : values) {
      value.push(method, place);
    }
  }

  /** Something that can be had at the beginning of a method and at its end alike. */
  @FunctionalInterface
  interface Value {

    /** Inserts what pushes it. */
    void push(MethodEdit method, AbstractInsnNode place) throws UnknownShapeException;

    /** Returns a parameter, the first being 0. */
    static Value parameter(int index) {
      return (method, place) -> method.before(place, method.loadParameter(index));
    }

    /** Returns a field of {@code this}. */
    static Value field(String name, String descriptor) {
      return (method, place) ->
          method.before(
              place, new VarInsnNode(Opcodes.ALOAD, 0), method.getField(name, descriptor));
    }
  }
}
