package io.jtrace.timeline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the JVMs that are measured. The shell reports the processor time of the whole process,
 * with start-up, compilers and collectors, which no JVM can do of itself.
 */
final class Child {
  private static final String TIMED = "TIMEFORMAT='time %R %U %S'; time \"$@\"";
  private static final int LIMIT_SECONDS = 600;

  private final List<String> jvmOptions;

  /** Measures the JVM that runs this, with {@code jvmOptions}. */
  Child(List<String> jvmOptions) {
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /** Returns the same with another option at the end, which wins over earlier ones. */
  Child with(String option) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add(option);
    return new Child(options);
  }

  /**
   * Reads {@code file} in a new JVM.
   *
   * @param prefix a command that starts the JVM, as {@code taskset}; may be empty
   * @param mode what to do, as in {@link MeasuredRead#main}
   */
  Outcome run(List<String> prefix, String reader, Path file, List<String> mode)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    command.addAll(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MeasuredRead.class.getName(), reader, file.toString()));
    command.addAll(mode);
    Path output = Files.createTempFile("measured", ".txt");
    try {
      return run(command, output);
    } finally {
      Files.delete(output);
    }
  }

  private static Outcome run(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return Outcome.failed("> " + LIMIT_SECONDS + " s");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Outcome.of(process.exitValue(), Files.readAllLines(output));
  }
}
