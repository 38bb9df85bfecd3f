package io.jtrace.web.cli;

import io.jtrace.timeline.export.TraceFormat;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.load.LoadedTrace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jtrace export}. */
@Command(
    name = "export",
    sortOptions = false,
    description = "Write a trace in the format of another tool.")
final class ExportCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 64 << 10;

  private final Terminal terminal;

  @Parameters(paramLabel = "TRACE", description = "A file, a directory or an address.")
  private String source = "";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "perfetto (for ui.perfetto.dev) or chrome (JSON, for chrome://tracing).")
  private String format = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Write there; - is standard output.")
  private String output = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Begin there, for example 1.5s after the start of the trace.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "End there.")
  private @Nullable String to;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    TraceFormat known =
        TraceFormat.named(format)
            .orElseThrow(
                () ->
                    new UsageException(
                        "expected --format=" + formats() + ", found \"" + format + "\""));
    boolean isBinary = known != TraceFormat.CHROME;
    if (output.equals(STANDARD_OUTPUT) && isBinary && terminal.outIsTerminal()) {
      throw new UsageException(known.key() + " is binary and does not go to a terminal");
    }
    try (LoadedTrace trace = Loading.silently(source)) {
      TimeRange range = Loading.range(trace.trace(), from, to);
      if (output.equals(STANDARD_OUTPUT)) {
        OutputStream out = new BufferedOutputStream(terminal.bytes(), BUFFER_BYTES);
        known.write(trace.trace(), range, out);
        out.flush();
      } else {
        write(trace, range, known);
      }
    }
    return ExitCode.OK;
  }

  private static String formats() {
    return Arrays.stream(TraceFormat.values())
        .map(TraceFormat::key)
        .collect(Collectors.joining(" or "));
  }

  private void write(LoadedTrace trace, TimeRange range, TraceFormat known) throws IOException {
    Path file = Path.of(output);
    if (Files.exists(file) && Files.isSameFile(file, trace.file())) {
      throw new UsageException("the output would overwrite the recording: " + output);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      known.write(trace.trace(), range, out);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write " + output + ": there is no such directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to write " + output, e);
    } catch (IOException e) {
      throw new IOException("cannot write " + output + ": " + e.getMessage(), e);
    }
  }
}
