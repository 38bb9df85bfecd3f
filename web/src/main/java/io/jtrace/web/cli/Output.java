package io.jtrace.web.cli;

import io.jtrace.web.load.UnreadableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the result of a command goes: a file, or standard output. */
record Output(String name, Terminal terminal) {
  static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 64 << 10;

  /** What is written. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Returns what {@code --output} names. */
  static Output of(Arguments arguments, Terminal terminal) {
    return new Output(arguments.required(Option.OUTPUT), terminal);
  }

  /** Refuses to write what is no text where a person looks. */
  void refuseTerminal(String what) {
    if (name.equals(STANDARD_OUTPUT) && terminal.outIsTerminal()) {
      throw new UsageException(what + " is binary and does not go to a terminal");
    }
  }

  /**
   * Writes.
   *
   * @param input the recording, which must not be overwritten
   */
  void write(Path input, Content content) throws IOException {
    if (!name.equals(STANDARD_OUTPUT)) {
      Path file = Path.of(name);
      if (Files.exists(file) && Files.isSameFile(file, input)) {
        throw new UsageException("the output would overwrite the recording: " + name);
      }
    }
    write(content);
  }

  /** Writes what does not come from a file. */
  void write(Content content) throws IOException {
    if (name.equals(STANDARD_OUTPUT)) {
      OutputStream out = new BufferedOutputStream(terminal.bytes(), BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      return;
    }
    Path file = Path.of(name);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      content.writeTo(out);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write " + name + ": there is no such directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to write " + name, e);
    } catch (UnreadableException e) {
      throw e; // it says what is wrong with the input
    } catch (IOException e) {
      throw new IOException("cannot write " + name + ": " + e.getMessage(), e);
    }
  }
}
