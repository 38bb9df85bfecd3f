package io.jtrace.agent.os;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Calls the kernel through the C library's {@code syscall}, for which one function handle does.
 *
 * <p>All of {@code java.lang.foreign} is reached by name, as our classes must load on JDK 17.
 */
final class NativeCalls {

  private static final String PACKAGE = "java.lang.foreign.";
  private static final int WORDS = 7;

  private final MethodHandle syscall;
  private final MethodHandle memoryAt;
  private final Class<?> segment;
  private final ByteBuffer state = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
  private final Object stateSegment;

  private NativeCalls(MethodHandle syscall, MethodHandle memoryAt, Class<?> segment)
      throws ReflectiveOperationException {
    this.syscall =
        syscall.asType(
            MethodType.methodType(
                long.class,
                Object.class,
                long.class,
                long.class,
                long.class,
                long.class,
                long.class,
                long.class,
                long.class));
    this.memoryAt = memoryAt;
    this.segment = segment;
    this.stateSegment = segmentOf(state);
  }

  /**
   * Looks up everything.
   *
   * @param lookup of a class that may call native functions
   */
  static NativeCalls prepare(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    Class<?> linkerType = Class.forName(PACKAGE + "Linker");
    Class<?> segment = Class.forName(PACKAGE + "MemorySegment");
    Class<?> descriptor = Class.forName(PACKAGE + "FunctionDescriptor");
    Class<?> option = Class.forName(PACKAGE + "Linker$Option");
    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    MethodType downcall =
        MethodType.methodType(MethodHandle.class, segment, descriptor, option.arrayType());
    MethodHandle toHandle =
        lookup.findVirtual(linkerType, "downcallHandle", downcall).asFixedArity();
    MethodHandle reinterpret =
        lookup.findVirtual(segment, "reinterpret", MethodType.methodType(segment, long.class));
    try {
      MethodHandle syscall =
          (MethodHandle)
              toHandle.invoke(linker, symbol(linker), signature(descriptor), options(option));
      return new NativeCalls(syscall, reinterpret, segment);
    } catch (ReflectiveOperationException | RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object symbol(Object linker) throws ReflectiveOperationException {
    Object symbols = Class.forName(PACKAGE + "Linker").getMethod("defaultLookup").invoke(linker);
    Object found =
        Class.forName(PACKAGE + "SymbolLookup")
            .getMethod("find", String.class)
            .invoke(symbols, "syscall");
    return ((Optional<?>) found).orElseThrow();
  }

  private static Object signature(Class<?> descriptor) throws ReflectiveOperationException {
    Class<?> layout = Class.forName(PACKAGE + "MemoryLayout");
    Object word = Class.forName(PACKAGE + "ValueLayout").getField("JAVA_LONG").get(null);
    Object words = Array.newInstance(layout, WORDS);
    for (int i = 0; i < WORDS; i++) {
      Array.set(words, i, word);
    }
    return descriptor.getMethod("of", layout, layout.arrayType()).invoke(null, word, words);
  }

  private static Object options(Class<?> option) throws ReflectiveOperationException {
    Object options = Array.newInstance(option, 2);
    Array.set(options, 0, option.getMethod("firstVariadicArg", int.class).invoke(null, 1));
    Array.set(
        options,
        1,
        option
            .getMethod("captureCallState", String[].class)
            .invoke(null, (Object) new String[] {"errno"}));
    return options;
  }

  /** Calls the kernel; -1 if it refuses, then {@link #error} tells why. */
  long call(int number, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) syscall.invokeExact(stateSegment, (long) number, a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Number of the error of the last call that returned -1. */
  int error() {
    return state.getInt(0);
  }

  /** Returns where a direct buffer lies. */
  long address(ByteBuffer direct) {
    try {
      return (long) segment.getMethod("address").invoke(segmentOf(direct));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object segmentOf(ByteBuffer direct) throws ReflectiveOperationException {
    return segment.getMethod("ofBuffer", Buffer.class).invoke(null, direct);
  }

  /** Returns memory the kernel has given us; it must not be touched once it is given back. */
  ByteBuffer memory(long address, long sizeBytes) {
    try {
      Object start = segment.getMethod("ofAddress", long.class).invoke(null, address);
      Object whole = memoryAt.invoke(start, sizeBytes);
      ByteBuffer bytes = (ByteBuffer) segment.getMethod("asByteBuffer").invoke(whole);
      return bytes.order(ByteOrder.nativeOrder());
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
