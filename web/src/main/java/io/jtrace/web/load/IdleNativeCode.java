package io.jtrace.web.load;

import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Stacks;
import java.util.Set;

/** Native methods of the JDK in which threads wait: a sample of them is no sign of work. */
final class IdleNativeCode {

  private static final Set<String> WAITING =
      Set.of(
          "java.lang.Object.wait",
          "java.lang.Object.wait0",
          "java.lang.ref.Reference.waitForReferencePendingList",
          "java.lang.ProcessHandleImpl.waitForProcessExit0",
          "java.lang.Thread.sleep",
          "java.lang.Thread.sleep0",
          "java.lang.Thread.sleepNanos0",
          "java.lang.VirtualThread.takeVirtualThreadListToUnblock",
          "java.net.PlainSocketImpl.socketAccept",
          "java.net.SocketInputStream.socketRead0",
          "jdk.internal.misc.Unsafe.park",
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.KQueue.poll",
          "sun.nio.ch.Net.accept",
          "sun.nio.ch.Net.poll",
          "sun.nio.ch.SocketDispatcher.read0",
          "sun.nio.ch.UnixDomainSockets.accept0",
          "sun.nio.ch.WindowsSelectorImpl$SubSelector.poll0");

  private IdleNativeCode() {}

  static boolean isWaiting(Recording recording, int stack) {
    return stack != Stacks.NONE
        && WAITING.contains(
            recording.frames().method(recording.stacks().frame(stack), recording.strings()));
  }
}
