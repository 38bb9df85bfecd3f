package io.jtrace.timeline.analysis;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which stacks and frames of a profile are wanted, by their methods ({@code com.acme.Foo.bar}).
 *
 * @param focus only stacks with a method that matches
 * @param ignore no stacks with a method that matches
 * @param hide no frames whose method matches; their callees move to their callers
 * @param showFrom only stacks with a method that matches, from the outermost such on
 */
public record StackFilter(
    @Nullable Pattern focus,
    @Nullable Pattern ignore,
    @Nullable Pattern hide,
    @Nullable Pattern showFrom) {
  /** Everything. */
  public static final StackFilter ALL = new StackFilter(null, null, null, null);

  /**
   * Reads regular expressions; null and empty text is none.
   *
   * @throws IllegalArgumentException with a sentence, if one is no regular expression
   */
  public static StackFilter of(
      @Nullable String focus,
      @Nullable String ignore,
      @Nullable String hide,
      @Nullable String showFrom) {
    return new StackFilter(
        pattern("focus", focus),
        pattern("ignore", ignore),
        pattern("hide", hide),
        pattern("showFrom", showFrom));
  }

  private static @Nullable Pattern pattern(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression in \"" + name + "\": " + e.getDescription(), e);
    }
  }

  static boolean finds(@Nullable Pattern pattern, String method) {
    return pattern != null && pattern.matcher(method).find();
  }
}
