package io.jtrace.timeline.jfr;

/** Turns the JVM's names of classes into those that Java source uses. */
final class ClassNames {
  /** How names of the classes begin that jtrace defines inside {@code java.base}. */
  private static final String HOOKS = "java.lang.Jtrace";

  private ClassNames() {}

  /** Returns whether a name in source form is one of a class that jtrace wove into the program. */
  static boolean isHook(String name) {
    return name.startsWith(HOOKS);
  }

  /**
   * Returns {@code java.util.Map$Entry} for {@code java/util/Map$Entry}, {@code byte[]} for {@code
   * [B} and {@code com.acme.Foo[]} for {@code [Lcom/acme/Foo;}. What is no such name is returned
   * with dots for slashes.
   */
  static String sourceForm(String internalName) {
    int dimensions = 0;
    while (dimensions < internalName.length() && internalName.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = internalName.substring(dimensions);
    if (element.length() > 2 && element.startsWith("L") && element.endsWith(";")) {
      element = element.substring(1, element.length() - 1);
    } else if (dimensions > 0 && element.length() == 1) {
      element = primitive(element.charAt(0));
    }
    return element.replace('/', '.') + "[]".repeat(dimensions);
  }

  private static String primitive(char descriptor) {
    return switch (descriptor) {
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      case 'D' -> "double";
      default -> String.valueOf(descriptor);
    };
  }
}
