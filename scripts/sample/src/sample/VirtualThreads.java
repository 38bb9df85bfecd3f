package sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Starts virtual threads on JDK 21 and newer, platform threads before; compiled for JDK 17. */
final class VirtualThreads {
  private static final MethodHandle START_VIRTUAL_THREAD = find();

  private VirtualThreads() {}

  private static MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  static void start(String name, Runnable task) {
    if (START_VIRTUAL_THREAD == null) {
      SampleServer.daemon(task, name).start();
      return;
    }
    Runnable named =
        () -> {
          Thread.currentThread().setName(name);
          task.run();
        };
    try {
      Thread ignored = (Thread) START_VIRTUAL_THREAD.invokeExact(named);
    } catch (Throwable e) {
      throw new IllegalStateException("could not start a virtual thread", e);
    }
  }
}
