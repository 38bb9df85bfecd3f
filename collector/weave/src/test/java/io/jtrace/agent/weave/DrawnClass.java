package io.jtrace.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class file drawn as the calls that its methods make, in their order.
 *
 * <p>{@code a} calls method {@code a} of the class itself, {@code a(x)} with an argument, {@code
 * .a} reads field {@code a} and hands it on, {@code U.a} calls {@code Unsafe.a} with an object.
 */
final class DrawnClass {

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";

  private final String name;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  DrawnClass(String name) {
    this.name = name;
    writer.visit(Opcodes.V17, Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_VOLATILE, "state", "I", null, null);
  }

  DrawnClass constant(String constant, int value) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(access, constant, "I", null, value);
    return this;
  }

  DrawnClass method(String method, String... calls) {
    MethodVisitor code = writer.visitMethod(0, method, "()V", null, null);
    code.visitCode();
    for (String call : calls) {
      draw(code, call);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return this;
  }

  private void draw(MethodVisitor code, String call) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    if (call.startsWith(".")) {
      String type = "Ljava/lang/Runnable;";
      code.visitFieldInsn(Opcodes.GETFIELD, name, call.substring(1), type);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, name, "submit", "(" + type + ")V", false);
    } else if (call.startsWith("U.")) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      String descriptor = "(Ljava/lang/Object;)V";
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNSAFE, call.substring(2), descriptor, false);
    } else if (call.endsWith("(x)")) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      String method = call.substring(0, call.length() - 3);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, method, "(Ljava/lang/Object;)V", false);
    } else {
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, call, "()V", false);
    }
  }

  byte[] bytes() {
    return writer.toByteArray();
  }

  /** Returns the calls of a method as they were drawn, hooks as {@code !hook}. */
  static List<String> calls(byte[] bytes, String method) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    List<String> calls = new ArrayList<>();
    for (MethodNode candidate : node.methods) {
      if (candidate.name.equals(method)) {
        for (AbstractInsnNode instruction : candidate.instructions) {
          if (instruction instanceof MethodInsnNode call) {
            calls.add(call.owner.contains("Jtrace") ? "!" + call.name : call.name);
          }
        }
      }
    }
    return calls;
  }

  /** Returns the text constants of a method. */
  static List<String> texts(byte[] bytes, String method) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    List<String> texts = new ArrayList<>();
    for (MethodNode candidate : node.methods) {
      if (candidate.name.equals(method)) {
        for (AbstractInsnNode instruction : candidate.instructions) {
          if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
            texts.add(text);
          }
        }
      }
    }
    return texts;
  }
}
