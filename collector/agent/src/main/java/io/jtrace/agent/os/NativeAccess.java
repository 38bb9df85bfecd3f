package io.jtrace.agent.os;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to call native functions through {@code java.lang.foreign}, JDK 22 and newer.
 *
 * <p>A program that calls them without being allowed to on the command line makes the JVM print a
 * warning, and later versions will refuse. An agent must cause neither, and must not allow it to
 * the program's own classes, which share a module with us. So the one class that calls is defined
 * in {@code java.base}, which may always: an agent may open packages to itself, here one in which
 * there is nothing but this interface.
 */
final class NativeAccess {

  private static final int FIRST_JDK = 22;

  private static final String OWN_NAME = "io/jtrace/agent/os/NativeDoor";

  /** As long as the own name: then the class file needs no other change. */
  private static final String NAME_IN_BASE = "java/lang/foreign/JtraceEntry";

  private final @Nullable Instrumentation instrumentation;
  private @Nullable NativeCalls calls;

  /**
   * @param instrumentation of the agent, {@code null} in a program that runs without it
   */
  NativeAccess(@Nullable Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Returns what calls the kernel; prepared once, as that takes a while.
   *
   * @throws IOException if that is not possible here; the message says why
   */
  NativeCalls calls() throws IOException {
    NativeCalls prepared = calls;
    if (prepared == null) {
      if (Runtime.version().feature() < FIRST_JDK) {
        throw new IOException("this JDK is older than " + FIRST_JDK);
      }
      try {
        prepared = NativeCalls.prepare(lookup());
      } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
        throw new IOException("this JVM does not let us call the kernel: " + refused, refused);
      }
      calls = prepared;
    }
    return prepared;
  }

  private MethodHandles.Lookup lookup() throws ReflectiveOperationException, IOException {
    Module own = NativeAccess.class.getModule();
    if ((boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(own)) {
      return MethodHandles.lookup();
    }
    if (instrumentation == null) {
      throw new IOException("without the agent, the program must allow native access");
    }
    Class<?> linker = Class.forName("java.lang.foreign.Linker");
    instrumentation.redefineModule(
        linker.getModule(),
        Set.of(),
        Map.of(),
        Map.of(linker.getPackageName(), Set.of(own)),
        Set.of(),
        Map.of());
    return open(MethodHandles.privateLookupIn(linker, MethodHandles.lookup()));
  }

  private static MethodHandles.Lookup open(MethodHandles.Lookup inBase)
      throws ReflectiveOperationException, IOException {
    Class<?> door = door(inBase);
    MethodHandle open =
        inBase.findStatic(door, "open", MethodType.methodType(MethodHandles.Lookup.class));
    try {
      return (MethodHandles.Lookup) open.invoke();
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Synchronized, because a class can be defined once only. */
  private static synchronized Class<?> door(MethodHandles.Lookup inBase)
      throws ReflectiveOperationException, IOException {
    try {
      return Class.forName(NAME_IN_BASE.replace('/', '.'), false, null);
    } catch (ClassNotFoundException notYet) {
      return inBase.defineClass(renamedBytes());
    }
  }

  private static byte[] renamedBytes() throws IOException {
    try (InputStream in = NativeAccess.class.getResourceAsStream("NativeDoor.class")) {
      if (in == null) {
        throw new FileNotFoundException("expected a class file of NativeDoor");
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .replace(OWN_NAME, NAME_IN_BASE)
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
