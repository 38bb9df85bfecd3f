package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * The loop of Netty's native transport for Linux, a class of the program: where it waits for a time
 * that it gives in seconds and nanoseconds, and where it gives milliseconds.
 */
final class NettyEpollPoint implements HookPoint {

  private static final String HOOKS = "NetworkHooks";

  /** Not written in one piece: the build renames Netty's packages in jtrace.jar, even in texts. */
  private static final String NETTY = String.join("/", "io", "netty", "channel");

  private static final String TARGET = NETTY + "/epoll/Native";
  private static final String FROM =
      "(L" + NETTY + "/unix/FileDescriptor;L" + NETTY + "/epoll/EpollEventArray;";
  private static final Timed MILLIS =
      Timed.of("epollWait", FROM + "I)I", "epollMillis", Timed.Value.parameter(2));

  @Override
  public String target() {
    return TARGET;
  }

  @Override
  public boolean isOfTheJdk() {
    return false;
  }

  @Override
  public List<String> hooks() {
    return List.of(HOOKS);
  }

  @Override
  public List<String> events() {
    return List.of("jtrace.Select");
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    MILLIS.weave(MethodEdit.of(type, MILLIS.name(), MILLIS.descriptors()), HOOKS, calls);
    MethodEdit timed =
        MethodEdit.allOf(type).stream()
            .filter(method -> method.name().equals("epollWait"))
            .filter(method -> !method.calls(TARGET, "epollWait0"::equals).isEmpty())
            .findFirst()
            .orElseThrow(() -> new UnknownShapeException(type.name, "a call of epollWait0"));
    String stem = timed.result().getSort() == Type.LONG ? "epollTimer" : "epollIntTimer";
    Timed.of(timed.name(), "", stem, Timed.Value.parameter(3), Timed.Value.parameter(4))
        .weave(timed, HOOKS, calls);
  }
}
