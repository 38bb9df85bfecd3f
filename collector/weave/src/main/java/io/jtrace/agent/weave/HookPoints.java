package io.jtrace.agent.weave;

import java.util.List;
import java.util.stream.Stream;

/** All places at which hooks are called. */
final class HookPoints {

  private static final List<HookPoint> SCHEDULING =
      List.of(
          new VirtualThreadPoint(),
          new UnparkPoint("java/util/concurrent/locks/LockSupport", 0, 1),
          // Some classes unpark without LockSupport: a pinned thread's carrier, idle workers.
          new UnparkPoint("java/lang/VirtualThread", VirtualThreadPoint.FIRST_FEATURE, 1),
          new UnparkPoint("java/util/concurrent/ForkJoinPool", 0, 0),
          new TaskQueuePoint(),
          new ForkJoinPoint(),
          new ForkJoinTaskPoint());

  private static final List<HookPoint> ALL =
      Stream.of(SCHEDULING, LockWaitPoint.all(), NetworkPoints.all(), FilePoints.all())
          .flatMap(List::stream)
          .toList();

  private HookPoints() {}

  /** Returns those that a JDK of this feature version has. */
  static List<HookPoint> of(int feature) {
    return ALL.stream().filter(point -> point.isMeantFor(feature)).toList();
  }
}
