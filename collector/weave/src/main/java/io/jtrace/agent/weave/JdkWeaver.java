package io.jtrace.agent.weave;

import io.jtrace.agent.spi.HookWeaver;
import io.jtrace.agent.spi.WovenHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    public Map<String, Long> lost() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  private record Woven(
      Instrumentation instrumentation,
      HookTransformer transformer,
      List<HookPoint> points,
      HookClasses classes,
      Set<String> handedIn)
      implements WovenHooks {

    /** Weaves what is loaded, one class at a time: that stalls the program less. */
    static Woven weave(
        Instrumentation instrumentation, List<HookPoint> points, HookClasses classes) {
      HookTransformer transformer = new HookTransformer(points, classes);
      instrumentation.addTransformer(transformer, true);
      Woven woven = new Woven(instrumentation, transformer, points, classes, new LinkedHashSet<>());
      for (Class<?> target : woven.loaded()) {
        woven.handedIn.add(internalName(target));
        try {
          instrumentation.retransformClasses(target);
        } catch (UnmodifiableClassException
            | RuntimeException
            | LinkageError
            | InternalError refused) {
          woven.refuse(target, "the JVM refused it: " + refused);
        }
      }
      return woven;
    }

    /** Classes that are not loaded yet are woven when they are. */
    private List<Class<?>> loaded() {
      List<Class<?>> loaded = new ArrayList<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (transformer.isTarget(type)) {
          loaded.add(type);
        }
      }
      return loaded;
    }

    private static String internalName(Class<?> type) {
      return type.getName().replace('.', '/');
    }

    private void refuse(Class<?> target, String reason) {
      for (HookPoint point : points) {
        if (point.target().equals(internalName(target))) {
          transformer.refuse(point, reason);
        }
      }
    }

    @Override
    public List<Missing> missing() {
      List<Missing> missing = new ArrayList<>();
      for (HookPoint point : points) {
        transformer
            .refusal(point)
            .filter(reason -> handedIn.contains(point.target()) || transformer.hasSeen(point))
            .ifPresent(reason -> missing.addAll(JdkWeaver.missing(point, reason)));
      }
      return missing;
    }

    @Override
    public Map<String, Long> lost() {
      Map<String, Long> lost = new HashMap<>();
      for (HookPoint point : points) {
        if (point.counter().isPresent()) {
          long count = classes.lost(point.counter().get());
          point.events().forEach(event -> lost.merge(event, count, Long::sum));
        }
      }
      return lost;
    }

    @Override
    public void close() {
      instrumentation.removeTransformer(transformer);
      for (Class<?> target : loaded()) {
        try {
          instrumentation.retransformClasses(target);
        } catch (UnmodifiableClassException impossible) {
          throw new IllegalStateException("it was modifiable before", impossible);
        }
      }
    }
  }
}
