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
import java.util.stream.Collectors;

/** {@code jtrace export}. */
record ExportCommand(Terminal terminal, Arguments arguments) {
  private static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 64 << 10;

  void run() throws IOException {
    arguments.trace();
    TraceFormat format = format(arguments.required(Option.FORMAT));
    String output = arguments.required(Option.OUTPUT);
    boolean isBinary = format != TraceFormat.CHROME;
    if (output.equals(STANDARD_OUTPUT) && isBinary && terminal.outIsTerminal()) {
      throw new UsageException(format.key() + " is binary and does not go to a terminal");
    }
    try (LoadedTrace trace = Loading.load(arguments, terminal)) {
      TimeRange range = Loading.range(trace.trace(), arguments);
      if (output.equals(STANDARD_OUTPUT)) {
        OutputStream out = new BufferedOutputStream(terminal.bytes(), BUFFER_BYTES);
        format.write(trace.trace(), range, out);
        out.flush();
      } else {
        write(trace, range, format, output);
      }
    }
  }

  private static TraceFormat format(String name) {
    return TraceFormat.named(name)
        .orElseThrow(
            () ->
                new UsageException("expected --format=" + formats() + ", found \"" + name + "\""));
  }

  private static String formats() {
    return Arrays.stream(TraceFormat.values())
        .map(TraceFormat::key)
        .collect(Collectors.joining(" or "));
  }

  private static void write(LoadedTrace trace, TimeRange range, TraceFormat format, String output)
      throws IOException {
    Path file = Path.of(output);
    if (Files.exists(file) && Files.isSameFile(file, trace.file())) {
      throw new UsageException("the output would overwrite the recording: " + output);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      format.write(trace.trace(), range, out);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write " + output + ": there is no such directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to write " + output, e);
    } catch (IOException e) {
      throw new IOException("cannot write " + output + ": " + e.getMessage(), e);
    }
  }
}
