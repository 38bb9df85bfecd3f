package sample;

import java.lang.reflect.Method;

/** Starts virtual threads on JDK 21 and newer, platform threads before; compiled for JDK 17. */
final class VirtualThreads {
  private record Builder(Method ofVirtual, Method name, Method start) {}

  private static final Builder BUILDER = find();

  private VirtualThreads() {}

  private static Builder find() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      return new Builder(
          Thread.class.getMethod("ofVirtual"),
          builder.getMethod("name", String.class),
          builder.getMethod("start", Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("expected virtual threads on this JDK", e);
    }
  }

  static void start(String name, Runnable task) {
    if (BUILDER == null) {
      SampleServer.daemon(task, name).start();
      return;
    }
    try {
      Object named = BUILDER.name().invoke(BUILDER.ofVirtual().invoke(null), name);
      BUILDER.start().invoke(named, task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("could not start a virtual thread", e);
    }
  }
}
