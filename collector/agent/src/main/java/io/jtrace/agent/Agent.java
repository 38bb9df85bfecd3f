package io.jtrace.agent;

import io.jtrace.agent.options.ListenAddress;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls: {@code -javaagent:jtrace.jar=key=value,...} or dynamic attach.
 *
 * <p>Never throws and never blocks: what goes wrong is one sentence on standard error, and the
 * program runs on.
 */
public final class Agent {

  /** The one server of this process; the JVM calls us statically, so it is kept so. */
  private static final AtomicReference<@Nullable TraceServer> RUNNING = new AtomicReference<>();

  /** Who records the whole run of the program, if that is wanted; guarded by this class. */
  private static @Nullable TraceRecorder ofWholeRun;

  /** Opens a recorder for what the program itself records; null if no agent is here. */
  private static @Nullable Supplier<TraceRecorder> opener;

  /** The recorder for the program if no other is there; guarded by this class. */
  private static @Nullable TraceRecorder ofProgram;

  private Agent() {}

  /** Returns the recorder of the agent for what the program records; empty without an agent. */
  static synchronized Optional<TraceRecorder> recorder() {
    TraceServer server = RUNNING.get();
    if (ofWholeRun == null && server != null) {
      return Optional.of(server.recorder());
    }
    return Optional.ofNullable(ofWholeRun == null ? recorderOfProgram() : ofWholeRun);
  }

  private static @Nullable TraceRecorder recorderOfProgram() {
    if (ofProgram == null && opener != null) {
      ofProgram = opener.get();
    }
    return ofProgram;
  }

  /** Called before the program starts. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  /** Called when attached to a program that runs. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    start(argument, instrumentation);
  }

  private static synchronized void start(
      @Nullable String argument, Instrumentation instrumentation) {
    try {
      TraceServer running = RUNNING.get();
      Options options = Options.read(argument == null ? "" : argument, Stderr::say);
      if (running != null) {
        again(running, options);
        return;
      }
      if (options.get(OptionKey.HELP)) {
        System.err.print(Options.help());
      }
      opener = () -> TraceServer.recorder(options, instrumentation);
      recordUntilExit(options, instrumentation);
      serve(options, instrumentation);
    } catch (RuntimeException | LinkageError failed) {
      Stderr.say("does not start (" + failed + "); the program runs on without it");
    }
  }

  /** Attached once more: that can only end what runs. */
  private static void again(TraceServer running, Options options) {
    if (!options.get(OptionKey.LISTEN).isOff()) {
      Stderr.say("already running at " + running.url() + ", this changes nothing");
      return;
    }
    RUNNING.set(null);
    opener = null; // what the program records from now on is without hooks
    TraceRecorder recorder = ofProgram;
    ofProgram = null;
    try {
      running.close();
      if (recorder != null) {
        recorder.close();
      }
      if (!options.get(OptionKey.QUIET)) {
        Stderr.say("stopped; nothing of it is left in the program");
      }
    } catch (IOException failed) {
      Stderr.say("stopped, but a trace could not be cleaned up: " + Stderr.reason(failed));
    }
  }

  /** Records from now on until the program ends, if that is wanted. */
  private static void recordUntilExit(Options options, Instrumentation instrumentation) {
    if (!WholeRun.isWanted(options) || ofWholeRun != null) {
      return;
    }
    TraceRecorder recorder = TraceServer.recorder(options, instrumentation);
    if (WholeRun.start(recorder, options)) {
      ofWholeRun = recorder;
    } else {
      takeOut(recorder);
    }
  }

  private static void takeOut(TraceRecorder recorder) {
    try {
      recorder.close();
    } catch (IOException failed) {
      Stderr.say("a trace could not be cleaned up: " + Stderr.reason(failed));
    }
  }

  /** Starts what is to run all the time where nobody listens. */
  private static void standAlone(Options options) {
    if (Standing.isWanted(options)) {
      TraceRecorder recorder = ofWholeRun == null ? recorderOfProgram() : ofWholeRun;
      if (recorder != null) {
        Standing.start(recorder, options);
      }
    }
  }

  private static void serve(Options options, Instrumentation instrumentation) {
    ListenAddress address = options.get(OptionKey.LISTEN);
    boolean isForFilesOnly = WholeRun.isWanted(options) && !options.isGiven(OptionKey.LISTEN);
    if (address.isOff() || isForFilesOnly) {
      standAlone(options);
      return;
    }
    try {
      TraceRecorder shared = ofWholeRun == null ? ofProgram : ofWholeRun;
      TraceServer server =
          shared == null
              ? TraceServer.start(options, instrumentation)
              : TraceServer.start(options, shared, false);
      RUNNING.set(server);
      // A token that was made up is of use only if it is told.
      boolean tokenMadeUp = server.token().isPresent() && options.get(OptionKey.TOKEN).isEmpty();
      if (tokenMadeUp || !options.get(OptionKey.QUIET)) {
        Stderr.say(server.greeting());
      }
    } catch (IOException failed) {
      Stderr.say(
          "cannot listen on "
              + address
              + " ("
              + Stderr.reason(failed)
              + "); the program runs on without it");
    }
  }
}
