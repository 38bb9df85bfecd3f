package io.jtrace.agent.weave;

import io.jtrace.boot.LimitEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Hook classes, and the events that they use, as they are defined inside {@code java.base}.
 *
 * <p>Classes of the JDK can call what lives beside them. Appending to the boot class path would do
 * too, but makes the JVM print a warning and give up the archive of the program's classes. The
 * copies bear a checksum in their names: another version of jtrace that is attached later brings
 * its own, and those that are there already are used again.
 */
final class HookClasses implements HookCalls {

  private static final String SOURCE = "io/jtrace/boot/";
  private static final String HOME = "java/lang/Jtrace";

  /** An annotation of ours that stands for one of JFR's. */
  private static final String REMOVE_FIELDS = "RemoveFields";

  private final Map<String, ClassNode> bySource;
  private final String suffix;
  private MethodHandles.@Nullable Lookup home; // of the defined copies

  private HookClasses(Map<String, ClassNode> bySource, String suffix) {
    this.bySource = bySource;
    this.suffix = suffix;
  }

  /** Reads hook classes by their simple names, and what they refer to. */
  static HookClasses read(Collection<String> hooks) throws IOException {
    Map<String, ClassNode> classes = new TreeMap<>();
    CRC32 checksum = new CRC32();
    Deque<String> open = new ArrayDeque<>();
    hooks.stream().sorted().forEach(hook -> open.add(SOURCE + hook));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!classes.containsKey(name)) {
        byte[] bytes = bytesOf(name);
        checksum.update(bytes);
        ClassNode node = new ClassNode();
        ClassReader reader = new ClassReader(bytes);
        reader.accept(node, 0);
        classes.put(name, node);
        open.addAll(ownTypes(reader));
      }
    }
    return new HookClasses(classes, "_" + Long.toHexString(checksum.getValue()));
  }

  private static byte[] bytesOf(String name) throws IOException {
    try (InputStream in = LimitEvent.class.getResourceAsStream("/" + name + ".class")) {
      if (in == null) {
        throw new IOException("expected class " + name + " in this build of jtrace, found none");
      }
      return in.readAllBytes();
    }
  }

  private static Set<String> ownTypes(ClassReader reader) {
    Set<String> types = new java.util.TreeSet<>();
    reader.accept(
        new ClassRemapper(
            new ClassWriter(0),
            new Remapper(Opcodes.ASM9) {
              @Override
              public String map(String name) {
                if (name.startsWith(SOURCE) && !name.endsWith(REMOVE_FIELDS)) {
                  types.add(name);
                }
                return name;
              }
            }),
        ClassReader.SKIP_DEBUG);
    return types;
  }

  /** Returns the name of the copy of a class of {@code io.jtrace.boot}. */
  String nameOf(String simpleName) {
    return simpleName.equals(REMOVE_FIELDS)
        ? "jdk/jfr/internal/" + REMOVE_FIELDS
        : HOME + simpleName + suffix;
  }

  @Override
  public MethodInsnNode to(String hook, String method) {
    ClassNode node = bySource.get(SOURCE + hook);
    if (node != null) {
      for (MethodNode candidate : node.methods) {
        if (candidate.name.equals(method)) {
          return new MethodInsnNode(Opcodes.INVOKESTATIC, nameOf(hook), method, candidate.desc);
        }
      }
    }
    throw new IllegalArgumentException("no hook " + hook + "." + method);
  }

  /**
   * Defines the copies and registers the events. All are initialized here: a hook that initialized
   * a class might block, or fail for good on a stack that is nearly full.
   */
  void define(Instrumentation instrumentation) throws IllegalAccessException {
    Module base = Object.class.getModule();
    instrumentation.redefineModule(
        base,
        Set.of(Event.class.getModule()),
        Map.of(),
        Map.of(Object.class.getPackageName(), Set.of(HookClasses.class.getModule())),
        Set.of(),
        Map.of());
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    home = lookup;
    Map<String, Class<?>> defined = new HashMap<>();
    for (ClassNode node : eventsFirst()) {
      defined.put(node.name, define(lookup, node));
    }
    for (Class<?> type : defined.values()) {
      lookup.ensureInitialized(type);
      if (Event.class.isAssignableFrom(type)) {
        FlightRecorder.register(type.asSubclass(Event.class));
      }
    }
  }

  /** Asks a hook class that is defined how many events it could not write. */
  long lost(String hook) {
    MethodHandles.Lookup lookup =
        Objects.requireNonNull(home, "hooks are asked before they are defined");
    try {
      Class<?> type = Class.forName(nameOf(hook).replace('/', '.'), false, null);
      return (long) lookup.findStatic(type, "lost", MethodType.methodType(long.class)).invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException("no count of " + hook, impossible);
    }
  }

  /** A class is verified when it is defined, and hooks hand events on as what they are. */
  private List<ClassNode> eventsFirst() {
    List<ClassNode> nodes = new ArrayList<>(bySource.values());
    nodes.sort(Comparator.comparing(node -> !node.superName.equals("jdk/jfr/Event")));
    return nodes;
  }

  private Class<?> define(MethodHandles.Lookup lookup, ClassNode node)
      throws IllegalAccessException {
    String name = nameOf(node.name.substring(SOURCE.length()));
    try {
      return Class.forName(name.replace('/', '.'), false, null);
    } catch (ClassNotFoundException notYet) {
      return lookup.defineClass(renamed(node));
    }
  }

  /** Returns the bytes of a class with all names of ours replaced. */
  private byte[] renamed(ClassNode node) {
    ClassWriter writer = new ClassWriter(0);
    node.accept(
        new ClassRemapper(
            writer,
            new Remapper(Opcodes.ASM9) {
              @Override
              public String map(String name) {
                return name.startsWith(SOURCE) ? nameOf(name.substring(SOURCE.length())) : name;
              }
            }));
    return writer.toByteArray();
  }
}
