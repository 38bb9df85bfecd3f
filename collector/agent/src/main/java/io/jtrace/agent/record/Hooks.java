package io.jtrace.agent.record;

import io.jtrace.agent.spi.HookWeaver;
import io.jtrace.agent.spi.WovenHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hooks in classes of the JDK, woven when the first trace begins and there until closed. Thread
 * safe.
 */
public final class Hooks implements AutoCloseable {

  /** Finds who can weave; loads nothing before it is asked. */
  public interface Source {

    /** Returns the weaver of this build, empty if there is none. */
    Optional<HookWeaver> find() throws IOException;
  }

  private static final String SETTING = "hooks";
  private static final String RUN = "jtrace.VirtualThreadRun";
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  private static final List<String> EVENTS =
      List.of(
          "jtrace.Unpark",
          "jtrace.LockWait",
          "jtrace.TaskQueued",
          "jtrace.Select",
          "jtrace.SocketAccept",
          "jtrace.SocketConnect",
          "jtrace.NameLookup",
          "jtrace.DatagramReceive",
          "jtrace.DatagramSend",
          "jtrace.FileTransfer",
          "jtrace.MappedForce",
          "jtrace.AsyncFile");

  private final @Nullable Instrumentation instrumentation;
  private final Source source;
  private final Consumer<String> warnings;
  private final Set<String> told = new HashSet<>(); // guarded by this, as is all below
  private @Nullable List<Limit> limits; // without woven hooks
  private @Nullable WovenHooks woven;
  private boolean closed;

  private Hooks(
      @Nullable Instrumentation instrumentation,
      Source source,
      Consumer<String> warnings,
      @Nullable List<Limit> limits) {
    this.instrumentation = instrumentation;
    this.source = source;
    this.warnings = warnings;
    this.limits = limits;
  }

  /**
   * Hooks that are woven by the first trace.
   *
   * @param warnings told, one sentence each, what cannot be woven
   */
  public static Hooks of(
      Instrumentation instrumentation, Source source, Consumer<String> warnings) {
    return new Hooks(instrumentation, source, warnings, null);
  }

  /** No hooks, because nobody wants them. */
  public static Hooks off() {
    return without("off", "switched off by the option hooks");
  }

  /** No hooks, because there is no agent that could weave them. */
  public static Hooks withoutAgent() {
    return without("no agent", "needs jtrace.jar as -javaagent or attached");
  }

  private static Hooks without(String value, String reason) {
    return new Hooks(null, Optional::empty, warning -> {}, limits(value, reason));
  }

  /** Weaves if that was not done yet, and returns what is missing. */
  synchronized List<Limit> weave() {
    if (limits == null && woven == null) {
      weaveNow();
    }
    return woven == null ? Objects.requireNonNull(limits) : limits(woven.missing());
  }

  private void weaveNow() {
    try {
      Optional<HookWeaver> weaver = source.find();
      if (closed || weaver.isEmpty() || instrumentation == null) {
        limits = limits("none", "this build of jtrace has none");
      } else {
        woven = weaver.get().weave(instrumentation);
      }
    } catch (IOException | RuntimeException | LinkageError failed) {
      warnings.accept("hooks are not woven: " + failed.getMessage());
      limits = limits("failed", "could not be woven: " + failed.getMessage());
    }
  }

  /** Returns what can be asked later which events could not be written from now on. */
  Supplier<List<Limit>> watchLosses() {
    Map<String, Long> before = lost();
    return () -> {
      List<Limit> found = new ArrayList<>();
      lost()
          .forEach(
              (event, count) -> {
                long lost = count - before.getOrDefault(event, 0L);
                if (lost > 0) {
                  found.add(new Limit(event, SETTING, "lost " + lost, "no room to remember them"));
                }
              });
      return found;
    };
  }

  private synchronized Map<String, Long> lost() {
    return woven == null ? Map.of() : woven.lost();
  }

  private List<Limit> limits(List<WovenHooks.Missing> missing) {
    List<Limit> found = new ArrayList<>();
    for (WovenHooks.Missing one : missing) {
      found.add(new Limit(one.event(), SETTING, "refused", one.reason()));
    }
    missing.stream()
        .map(WovenHooks.Missing::reason)
        .filter(told::add)
        .forEach(reason -> warnings.accept("a hook is not woven: " + reason));
    if (missing.stream().anyMatch(one -> one.event().equals(RUN))) {
      found.add(withoutRuns());
    }
    return List.copyOf(found);
  }

  private static List<Limit> limits(String value, String reason) {
    List<Limit> found = new ArrayList<>();
    EVENTS.forEach(event -> found.add(new Limit(event, SETTING, value, reason)));
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      found.add(new Limit(RUN, SETTING, value, reason));
      found.add(new Limit("jtrace.VirtualThreadRunnable", SETTING, value, reason));
      found.add(withoutRuns());
    }
    return found;
  }

  private static Limit withoutRuns() {
    return new Limit(
        "jdk.ThreadPark",
        "virtualThreads",
        "missing",
        "virtual threads: JFR does not record parks and waits for a monitor");
  }

  /** Gives the classes their original code back. */
  @Override
  public synchronized void close() {
    closed = true;
    if (woven != null) {
      woven.close();
      woven = null;
      limits = limits("closed", "the agent was taken out");
    }
  }
}
