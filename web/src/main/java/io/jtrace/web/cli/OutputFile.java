package io.jtrace.web.cli;

import io.jtrace.web.load.LoadedTrace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a command writes its result: a file, or {@code -} for standard output. */
record OutputFile(String name) {
  static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 64 << 10;

  /** Writes a result. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Checks that bytes do not go where a person reads.
   *
   * @param what is written, such as {@code perfetto}
   */
  void refuseTerminal(Terminal terminal, String what) {
    if (name.equals(STANDARD_OUTPUT) && terminal.outIsTerminal()) {
      throw new UsageException(what + " is binary and does not go to a terminal");
    }
  }

  /** Writes what is made of {@code trace}, never over its recording. */
  void write(Terminal terminal, LoadedTrace trace, Content content) throws IOException {
    if (name.equals(STANDARD_OUTPUT)) {
      OutputStream out = new BufferedOutputStream(terminal.bytes(), BUFFER_BYTES);
      content.write(out);
      out.flush();
      return;
    }
    Path file = Path.of(name);
    if (Files.exists(file) && Files.isSameFile(file, trace.file())) {
      throw new UsageException("the output would overwrite the recording: " + name);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      content.write(out);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write " + name + ": there is no such directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to write " + name, e);
    } catch (IOException e) {
      throw new IOException("cannot write " + name + ": " + e.getMessage(), e);
    }
  }
}
