package io.jtrace.agent;

import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.program.ProfileFile;
import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What is recorded from the start of a program to its end, however it ends, and left in files. */
final class WholeRun {

  /** Starts one of the files. */
  private interface Starter {
    void start(Path file) throws IOException;
  }

  private final TraceRecorder recorder;
  private final Options options;
  private boolean records;

  private WholeRun(TraceRecorder recorder, Options options) {
    this.recorder = recorder;
    this.options = options;
  }

  static boolean isWanted(Options options) {
    return options.get(OptionKey.TRACE).isPresent()
        || options.get(OptionKey.CPU).profile().isPresent()
        || options.get(OptionKey.HEAP).isPresent();
  }

  /**
   * Starts what the options want. What is not possible is a sentence.
   *
   * @return whether anything records
   */
  static boolean start(TraceRecorder recorder, Options options) {
    WholeRun run = new WholeRun(recorder, options);
    // The trace ends last, so that it shows what the others do at the end.
    run.begin("trace", options.get(OptionKey.TRACE), run::trace);
    run.begin("CPU profile", options.get(OptionKey.CPU).profile(), run::cpuProfile);
    run.begin("heap profile", options.get(OptionKey.HEAP), run::heapProfile);
    return run.records;
  }

  private void begin(String what, Optional<Path> file, Starter starter) {
    if (file.isEmpty()) {
      return;
    }
    try {
      starter.start(file.get());
      records = true;
      if (!options.get(OptionKey.QUIET)) {
        Stderr.say("the " + what + " of this program will be in " + file.get());
      }
    } catch (IOException failed) {
      String doing = what.equals("trace") ? "trace" : "write the " + what;
      Stderr.say(
          "cannot "
              + doing
              + " into "
              + file.get()
              + " ("
              + Stderr.reason(failed)
              + "); the program runs on without it");
    }
  }

  private void trace(Path file) throws IOException {
    recorder.startUntilExit(file, Stderr::say);
  }

  private void cpuProfile(Path file) throws IOException {
    endAtExit(ProfileFile.cpu(file, recorder, Jtrace.exporter(), maxSizeBytes(), Stderr::say));
  }

  private void heapProfile(Path file) throws IOException {
    endAtExit(ProfileFile.heap(file, recorder, Jtrace.exporter(), maxSizeBytes(), Stderr::say));
  }

  private long maxSizeBytes() {
    return options.get(OptionKey.MAX_SIZE);
  }

  private void endAtExit(ProfileFile profile) {
    if (recorder.atExit(profile::end, Stderr::say).isPresent()) {
      // JFR may end first then, which the profile says
      Runtime.getRuntime().addShutdownHook(new Thread(null, profile::end, "jtrace-exit", 0, false));
    }
  }
}
