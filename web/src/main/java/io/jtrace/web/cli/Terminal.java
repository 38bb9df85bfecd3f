package io.jtrace.web.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error. Text goes out in the encoding of the terminal; characters it
 * does not have become similar ones.
 */
final class Terminal {
  private static final String FANCY = "\u202f\u00b7\u00b5\u2026\u2013\u00d7";
  private static final String PLAIN = ",|u~-x";

  private final OutputStream out;
  private final Charset charset;
  private final PrintStream text;
  private final PrintStream errors;
  private final boolean fancy;
  private final boolean outIsTerminal;
  private final boolean errorsAreTerminal;

  Terminal(
      OutputStream out,
      OutputStream errors,
      Charset charset,
      boolean outIsTerminal,
      boolean errorsAreTerminal) {
    this.out = out;
    this.charset = charset;
    this.text = new PrintStream(out, false, charset);
    this.errors = new PrintStream(errors, true, charset);
    this.outIsTerminal = outIsTerminal;
    this.errorsAreTerminal = errorsAreTerminal;
    CharsetEncoder encoder = charset.newEncoder();
    this.fancy = encoder.canEncode(FANCY);
  }

  /** Returns the terminal of this process. */
  static Terminal ofProcess() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    Charset charset =
        Charset.isSupported(name.isEmpty() ? "?" : name)
            ? Charset.forName(name)
            : StandardCharsets.UTF_8;
    return new Terminal(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        charset,
        isTerminal(System.getProperty("jtrace.terminal.out")),
        isTerminal(System.getProperty("jtrace.terminal.err")));
  }

  /** The launcher knows of each stream; the JVM of both together, and takes longer to tell. */
  private static boolean isTerminal(@Nullable String told) {
    return told == null ? isInteractive() : Boolean.parseBoolean(told);
  }

  /** From JDK 22 on there is a console even without a terminal, which it then tells. */
  @SuppressWarnings("SystemConsoleNull") // it is null on 17 to 21, which are asked the same way
  private static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Returns standard output, for bytes. */
  OutputStream bytes() {
    return out;
  }

  /** Returns whether a person looks at standard output. */
  boolean outIsTerminal() {
    return outIsTerminal;
  }

  /** Returns whether a person looks at standard error. */
  boolean errorsAreTerminal() {
    return errorsAreTerminal;
  }

  /** Prints text on standard output. */
  void print(String lines) {
    text.print(displayable(lines));
    text.flush();
  }

  /** Writes text as it would be printed, to a stream that leads to standard output. */
  void writeTo(OutputStream stream, String lines) throws IOException {
    stream.write(displayable(lines).getBytes(charset));
  }

  /** Begins a page: what was printed before is over. On a terminal it goes away. */
  void startAnew() {
    print(outIsTerminal ? "\u001b[H\u001b[2J" : "\n");
  }

  /** Returns whether nobody takes what is printed any more. */
  boolean isOutBroken() {
    return text.checkError();
  }

  /** Prints a sentence on standard error, under our name. */
  void complain(String sentence) {
    errors.println("jtrace: " + displayable(sentence));
  }

  /** Prints on standard error as it is. */
  void printError(String raw) {
    errors.print(displayable(raw));
    errors.flush();
  }

  /** Returns a writer to standard output that flushes lines. */
  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, charset), true);
  }

  /** Returns a writer to standard error that flushes lines. */
  PrintWriter errorWriter() {
    return new PrintWriter(new OutputStreamWriter(errors, charset), true);
  }

  /** Returns where stack traces go. */
  PrintStream errors() {
    return errors;
  }

  private String displayable(String string) {
    if (fancy) {
      return string;
    }
    StringBuilder plain = new StringBuilder(string);
    for (int i = 0; i < plain.length(); i++) {
      int index = FANCY.indexOf(plain.charAt(i));
      if (index >= 0) {
        plain.setCharAt(i, PLAIN.charAt(index));
      }
    }
    return plain.toString();
  }
}
