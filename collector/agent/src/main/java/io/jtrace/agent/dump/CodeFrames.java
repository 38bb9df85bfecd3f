package io.jtrace.agent.dump;

import io.jtrace.agent.spi.StackProfile.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes frames of what the JVM says, the same for the same place in every run. */
public final class CodeFrames {

  private static final String LAMBDA = "$$Lambda";

  private final Map<String, Frame> byText = new HashMap<>();

  CodeFrames() {}

  /** Makes the frames of a stack, the innermost first. */
  public static List<Frame> of(StackTraceElement[] stack) {
    List<Frame> frames = new ArrayList<>(stack.length);
    for (StackTraceElement element : stack) {
      frames.add(
          frame(
              element.getClassName(),
              element.getMethodName(),
              element.getFileName() == null ? "" : element.getFileName(),
              element.getLineNumber()));
    }
    return frames;
  }

  /** Reads what {@link StackTraceElement#toString} writes. */
  Frame parse(String text) {
    Frame known = byText.get(text);
    if (known == null) {
      known = parsed(text);
      byText.put(text, known);
    }
    return known;
  }

  private static Frame parsed(String text) {
    int open = text.indexOf('(');
    int dot = text.lastIndexOf('.', open < 0 ? text.length() : open);
    if (open < 0 || dot < 0) {
      return new Frame(text, "", 0);
    }
    String place = text.substring(open + 1, text.endsWith(")") ? text.length() - 1 : text.length());
    int colon = place.lastIndexOf(':');
    String file = colon < 0 ? place : place.substring(0, colon);
    return frame(
        withoutModule(text.substring(0, dot)),
        text.substring(dot + 1, open),
        file.contains(" ") ? "" : file,
        colon < 0 ? 0 : number(place.substring(colon + 1)));
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** Cuts off {@code loader/module@version/}; hidden classes have a slash in their own name. */
  private static String withoutModule(String text) {
    int end = text.length();
    int slash = text.lastIndexOf('/');
    if (slash >= 0 && text.startsWith("0x", slash + 1)) {
      end = slash;
      slash = text.lastIndexOf('/', slash - 1);
    }
    return text.substring(slash + 1, end);
  }

  private static Frame frame(String className, String method, String file, int line) {
    String name = stable(className);
    return new Frame(name + "." + method, path(name, file), Math.max(0, line));
  }

  /** Hidden classes are numbered or have an address in their name, another one in each run. */
  private static String stable(String className) {
    int lambda = className.indexOf(LAMBDA);
    int slash = className.indexOf('/');
    return lambda >= 0
        ? className.substring(0, lambda + LAMBDA.length())
        : slash < 0 ? className : className.substring(0, slash);
  }

  private static String path(String className, String file) {
    int dot = className.lastIndexOf('.');
    return file.isEmpty() || dot < 0
        ? file
        : className.substring(0, dot + 1).replace('.', '/') + file;
  }
}
