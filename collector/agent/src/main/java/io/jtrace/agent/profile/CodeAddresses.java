package io.jtrace.agent.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses for methods, made up: the method in the upper bits, the line in the lower 16, which
 * hold any line of a class file. They are good for as long as the process lives. Thread safe.
 *
 * <p>Readers of Go's texts take one off an address to get from where a call returns to the call
 * itself. A line is 1 at least, so that leads to the same method.
 */
public final class CodeAddresses {

  private static final int LINE_BITS = 16;
  private static final int MAX_LINE = (1 << LINE_BITS) - 1;

  /** Beyond this many methods further ones share one address: classes can be made without end. */
  private static final int MAX_METHODS = 200_000;

  private static final String OTHERS = "(more methods than have addresses)";

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> methods = new ArrayList<>(List.of(OTHERS));

  /** Returns the address of a line of a method. */
  public long address(String method, int line) {
    return ((long) id(method) << LINE_BITS) | offset(line);
  }

  /** Returns how far a line is from where its method begins. */
  static int offset(int line) {
    return Math.min(Math.max(1, line), MAX_LINE);
  }

  private synchronized int id(String method) {
    Integer known = ids.get(method);
    if (known == null) {
      if (methods.size() > MAX_METHODS) {
        return 1;
      }
      methods.add(method);
      known = methods.size();
      ids.put(method, known);
    }
    return known;
  }

  /** Returns the method that an address is in, if any. */
  public synchronized Optional<String> method(long address) {
    long id = address >>> LINE_BITS;
    return id >= 1 && id <= methods.size()
        ? Optional.of(methods.get((int) id - 1))
        : Optional.empty();
  }
}
