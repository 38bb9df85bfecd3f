package io.jtrace.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Weaves classes as the JVM hands them in, and remembers which points were refused. */
final class HookTransformer implements ClassFileTransformer {

  private final Map<String, List<HookPoint>> byTarget;
  private final HookCalls calls;
  private final Map<HookPoint, String> refusals = new ConcurrentHashMap<>();
  private final Map<HookPoint, Boolean> woven = new ConcurrentHashMap<>();

  HookTransformer(List<HookPoint> points, HookCalls calls) {
    this.byTarget = points.stream().collect(Collectors.groupingBy(HookPoint::target));
    this.calls = calls;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    List<HookPoint> points = className == null ? null : byTarget.get(className);
    return points == null || points.get(0).isOfTheJdk() != (loader == null)
        ? null
        : weave(points, bytes);
  }

  private byte @Nullable [] weave(List<HookPoint> points, byte[] bytes) {
    byte[] result = null;
    for (HookPoint point : points) {
      try {
        result = weave(point, result == null ? bytes : result);
        woven.put(point, true);
      } catch (UnknownShapeException | RuntimeException | LinkageError refused) {
        // The JVM would swallow it; the class stays without this point.
        refusals.put(point, String.valueOf(refused.getMessage()));
      }
    }
    return result;
  }

  /** Returns a class with one point woven into it. */
  byte[] weave(HookPoint point, byte[] bytes) throws UnknownShapeException {
    ClassReader reader = new ClassReader(bytes);
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.EXPAND_FRAMES);
    point.weave(node, calls);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  /** Returns why a point is not woven, empty if it is. */
  Optional<String> refusal(HookPoint point) {
    String refusal = refusals.get(point);
    if (refusal != null) {
      return Optional.of(refusal);
    }
    return woven.containsKey(point)
        ? Optional.empty()
        : Optional.of("the JVM did not hand in " + point.target().replace('/', '.'));
  }

  /** Whether a class has points. */
  boolean isTarget(Class<?> type) {
    List<HookPoint> points = byTarget.get(type.getName().replace('.', '/'));
    return points != null && points.get(0).isOfTheJdk() == (type.getClassLoader() == null);
  }

  /** Whether the JVM has handed in the class of a point. */
  boolean hasSeen(HookPoint point) {
    return refusals.containsKey(point) || woven.containsKey(point);
  }

  void refuse(HookPoint point, String reason) {
    refusals.put(point, reason);
  }
}
