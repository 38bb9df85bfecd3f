package io.jtrace.agent.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A method of a class that is being woven: what is in it, and insertions. */
final class MethodEdit {

  private final ClassNode type;
  private final MethodNode method;

  private MethodEdit(ClassNode type, MethodNode method) {
    this.type = type;
    this.method = method;
  }

  /** Returns all methods that have code. */
  static List<MethodEdit> allOf(ClassNode type) {
    return type.methods.stream()
        .filter(method -> method.instructions.size() > 0)
        .map(method -> new MethodEdit(type, method))
        .toList();
  }

  /** Returns a method. */
  static MethodEdit of(ClassNode type, String name, String descriptor)
      throws UnknownShapeException {
    return of(type, name, List.of(descriptor));
  }

  /** Returns a method that has one of several descriptors. */
  static MethodEdit of(ClassNode type, String name, List<String> descriptors)
      throws UnknownShapeException {
    return allOf(type).stream()
        .filter(edit -> edit.method.name.equals(name) && descriptors.contains(edit.method.desc))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownShapeException(
                    type.name, "method " + name + String.join(" or ", descriptors)));
  }

  String name() {
    return method.name;
  }

  boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  /** Returns where the code begins. */
  AbstractInsnNode first() {
    return method.instructions.getFirst();
  }

  Type result() {
    return Type.getReturnType(method.desc);
  }

  /** Returns what ends the method without an exception. */
  List<AbstractInsnNode> returns() {
    List<AbstractInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode node : method.instructions) {
      if (node.getOpcode() >= Opcodes.IRETURN && node.getOpcode() <= Opcodes.RETURN) {
        found.add(node);
      }
    }
    return found;
  }

  /** Returns what pushes a parameter, the first being 0. */
  AbstractInsnNode loadParameter(int index) throws UnknownShapeException {
    Type[] parameters = Type.getArgumentTypes(method.desc);
    if (index >= parameters.length) {
      throw new UnknownShapeException(type.name, "more parameters of " + method.name);
    }
    int slot = isStatic() ? 0 : 1;
    for (int i = 0; i < index; i++) {
      slot += parameters[i].getSize();
    }
    return new VarInsnNode(parameters[index].getOpcode(Opcodes.ILOAD), slot);
  }

  /** Returns what replaces an object of this class by a field of it. */
  AbstractInsnNode getField(String name, String descriptor) throws UnknownShapeException {
    if (type.fields.stream()
        .noneMatch(field -> field.name.equals(name) && field.desc.equals(descriptor))) {
      throw new UnknownShapeException(type.name, "field " + name + " of type " + descriptor);
    }
    return new FieldInsnNode(Opcodes.GETFIELD, type.name, name, descriptor);
  }

  /**
   * Adds a handler for whatever is thrown from a label on and caught by nobody. It throws it on.
   *
   * @param local the last local variable that has a value throughout
   * @return before this, with the exception on the stack, something can be inserted
   */
  AbstractInsnNode handleAll(LabelNode start, int local) {
    LabelNode handler = new LabelNode();
    FrameNode frame =
        new FrameNode(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
    frame.local = parameterTypes();
    extend(frame, local);
    InsnNode rethrow = new InsnNode(Opcodes.ATHROW);
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, handler, handler, null));
    Arrays.asList(handler, frame, rethrow).forEach(method.instructions::add);
    return rethrow;
  }

  /** Returns {@code this} and the parameters as a frame lists them. */
  private List<Object> parameterTypes() {
    List<Object> types = new ArrayList<>();
    if (!isStatic()) {
      types.add(type.name);
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      types.add(
          switch (parameter.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.OBJECT, Type.ARRAY -> parameter.getInternalName();
            default -> Opcodes.INTEGER;
          });
    }
    return types;
  }

  /** Returns the calls of methods of a class, in the order of the code. */
  List<MethodInsnNode> calls(String owner, Predicate<String> name) {
    List<MethodInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof MethodInsnNode call && call.owner.equals(owner) && name.test(call.name)) {
        found.add(call);
      }
    }
    return found;
  }

  /** Same as {@link #calls}, of one method that is known to be called. */
  List<MethodInsnNode> expectCalls(String owner, String name) throws UnknownShapeException {
    List<MethodInsnNode> found = calls(owner, name::equals);
    if (found.isEmpty()) {
      throw new UnknownShapeException(type.name, "a call of " + name + " by " + method.name);
    }
    return found;
  }

  /** Makes sure that the method reads a field of another class. */
  void expectRead(String owner, String field, String descriptor) throws UnknownShapeException {
    for (AbstractInsnNode node : method.instructions) {
      if (node.getOpcode() == Opcodes.GETFIELD
          && node instanceof FieldInsnNode read
          && read.owner.equals(owner)
          && read.name.equals(field)
          && read.desc.equals(descriptor)) {
        return;
      }
    }
    throw new UnknownShapeException(type.name, "a read of " + field + " by " + method.name);
  }

  /** Whether the method hands a field of its class to another method. */
  boolean handsOn(String field) {
    for (AbstractInsnNode node : method.instructions) {
      if (node.getOpcode() == Opcodes.GETFIELD
          && node instanceof FieldInsnNode read
          && read.owner.equals(type.name)
          && read.name.equals(field)
          && node.getNext() instanceof MethodInsnNode) {
        return true;
      }
    }
    return false;
  }

  /** Inserts instructions; they leave the stack as they find it. */
  void before(AbstractInsnNode place, AbstractInsnNode... inserted) {
    InsnList list = new InsnList();
    Arrays.asList(inserted).forEach(list::add);
    method.instructions.insertBefore(place, list);
  }

  /** Adds a local variable for an object, {@code null} at first, and returns its number. */
  int newLocal() {
    int local = method.maxLocals++;
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof FrameNode frame) {
        extend(frame, local);
      }
    }
    before(
        method.instructions.getFirst(),
        new InsnNode(Opcodes.ACONST_NULL),
        new VarInsnNode(Opcodes.ASTORE, local));
    return local;
  }

  /** Says that the local variable is an object at a frame, which lists one entry a variable. */
  private static void extend(FrameNode frame, int local) {
    List<Object> locals = new ArrayList<>(frame.local);
    int slots = 0;
    for (Object entry : locals) {
      slots += entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
    for (; slots < local; slots++) {
      locals.add(Opcodes.TOP);
    }
    locals.add("java/lang/Object");
    frame.local = locals;
  }
}
