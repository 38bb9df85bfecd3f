package io.jtrace.timeline.jfr;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that one metadata event describes, by their ids, which hold in one JVM only. */
final class Metadata {
  /** Some 50 times what the metadata of a JDK takes. */
  private static final int MAX_WORK = 1 << 20;

  private final Map<Long, TypeDescriptor> types;
  private int work;

  Metadata(Map<Long, TypeDescriptor> types) {
    this.types = types;
  }

  /**
   * Counts work on a field. Types contain and refer to each other, and so a few of them can ask for
   * any amount of it.
   *
   * @param name what has to be copied and compared for the field
   * @throws CorruptDataException if these types take too much
   */
  void work(String name) {
    work += 1 + (name.length() >> 6);
    if (work > MAX_WORK) {
      throw new CorruptDataException("types that take more than " + MAX_WORK + " steps to read");
    }
  }

  Collection<TypeDescriptor> types() {
    return types.values();
  }

  @Nullable TypeDescriptor type(long id) {
    return types.get(id);
  }
}
