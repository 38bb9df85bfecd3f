package io.jtrace.timeline.jfr;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that one metadata event describes, by their ids, which hold in one JVM only. */
final class Metadata {
  private final Map<Long, TypeDescriptor> types;

  Metadata(Map<Long, TypeDescriptor> types) {
    this.types = types;
  }

  Collection<TypeDescriptor> types() {
    return types.values();
  }

  @Nullable TypeDescriptor type(long id) {
    return types.get(id);
  }
}
