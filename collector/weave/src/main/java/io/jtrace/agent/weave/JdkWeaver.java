package io.jtrace.agent.weave;

import io.jtrace.agent.spi.HookWeaver;
import io.jtrace.agent.spi.WovenHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Weaves this JVM. */
public final class JdkWeaver implements HookWeaver {

  /** Made by {@link java.util.ServiceLoader}. */
  public JdkWeaver() {}

  @Override
  public WovenHooks weave(Instrumentation instrumentation) {
    List<HookPoint> points = HookPoints.of(Runtime.version().feature());
    try {
      Set<String> hooks =
          points.stream().flatMap(point -> point.hooks().stream()).collect(Collectors.toSet());
      HookClasses classes = HookClasses.read(hooks);
      classes.define(instrumentation);
      return Woven.weave(instrumentation, points, classes);
    } catch (IOException | IllegalAccessException | RuntimeException | LinkageError failed) {
      return new Nothing(points, "the hooks cannot be defined in this JVM: " + failed);
    }
  }

  private static List<WovenHooks.Missing> missing(HookPoint point, String reason) {
    return point.events().stream().map(event -> new WovenHooks.Missing(event, reason)).toList();
  }

  /** Hooks that did not come to be. */
  private record Nothing(List<HookPoint> points, String reason) implements WovenHooks {

    @Override
    public List<Missing> missing() {
      return points.stream().flatMap(point -> JdkWeaver.missing(point, reason).stream()).toList();
    }

    @Override
    public void close() {}
  }

  private record Woven(
      Instrumentation instrumentation,
      HookTransformer transformer,
      List<HookPoint> points,
      List<Class<?>> targets)
      implements WovenHooks {

    static Woven weave(
        Instrumentation instrumentation, List<HookPoint> points, HookClasses classes) {
      HookTransformer transformer = new HookTransformer(points, classes);
      instrumentation.addTransformer(transformer, true);
      Set<Class<?>> targets = new LinkedHashSet<>();
      for (HookPoint point : points) {
        try {
          Class<?> target = Class.forName(point.target().replace('/', '.'), false, null);
          if (targets.add(target)) {
            instrumentation.retransformClasses(target); // one at a time stalls the program less
          }
        } catch (ClassNotFoundException
            | UnmodifiableClassException
            | RuntimeException
            | LinkageError
            | InternalError refused) {
          transformer.refuse(point, "the JVM refused it: " + refused);
        }
      }
      return new Woven(instrumentation, transformer, points, List.copyOf(targets));
    }

    @Override
    public List<Missing> missing() {
      List<Missing> missing = new ArrayList<>();
      for (HookPoint point : points) {
        transformer
            .refusal(point)
            .ifPresent(reason -> missing.addAll(JdkWeaver.missing(point, reason)));
      }
      return missing;
    }

    @Override
    public void close() {
      instrumentation.removeTransformer(transformer);
      for (Class<?> target : targets) {
        try {
          instrumentation.retransformClasses(target);
        } catch (UnmodifiableClassException impossible) {
          throw new IllegalStateException("it was modifiable before", impossible);
        }
      }
    }
  }
}
