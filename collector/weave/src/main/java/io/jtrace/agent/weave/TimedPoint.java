package io.jtrace.agent.weave;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;

/** Methods of a class that are timed: an operation that JFR does not record. */
record TimedPoint(String target, String event, String hook, List<Timed> methods)
    implements HookPoint {

  TimedPoint(String target, String event, String hook, Timed... methods) {
    this(target, event, hook, List.of(methods));
  }

  @Override
  public List<String> hooks() {
    return List.of(hook);
  }

  @Override
  public List<String> events() {
    return List.of(event);
  }

  @Override
  public boolean isMeantFor(int feature) {
    return true;
  }

  @Override
  public void weave(ClassNode type, HookCalls calls) throws UnknownShapeException {
    for (Timed timed : methods) {
      timed.weave(MethodEdit.of(type, timed.name(), timed.descriptors()), hook, calls);
    }
  }
}
