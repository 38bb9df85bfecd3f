package io.jtrace.agent.heap;

/** Names of classes as the language writes them, which recordings have too. */
final class ClassName {

  private ClassName() {}

  /** Turns {@code [[Ljava.lang.String;} into {@code java.lang.String[][]}. */
  static String readable(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = name.substring(dimensions);
    String readable =
        dimensions == 0
            ? element
            : switch (element.isEmpty() ? ' ' : element.charAt(0)) {
              case 'Z' -> "boolean";
              case 'B' -> "byte";
              case 'C' -> "char";
              case 'S' -> "short";
              case 'I' -> "int";
              case 'J' -> "long";
              case 'F' -> "float";
              case 'D' -> "double";
              case 'L' -> element.substring(1).replace(";", "");
              default -> element;
            };
    // A hidden class has an address in its name, another one in each run.
    int address = readable.indexOf("/0x");
    return (address < 0 ? readable : readable.substring(0, address)) + "[]".repeat(dimensions);
  }
}
