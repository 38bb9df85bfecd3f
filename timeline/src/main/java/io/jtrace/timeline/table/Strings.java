package io.jtrace.timeline.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dictionary of distinct strings with dense ids from 0. {@link #NONE} stands for no string.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Strings {
  /** The id of no string at all. */
  public static final int NONE = -1;

  private final List<String> texts;

  private Strings(List<String> texts) {
    this.texts = texts;
  }

  /** Returns the string with this id. */
  public String at(int id) {
    return texts.get(id);
  }

  /** Returns the string with this id, or {@code fallback} for {@link #NONE}. */
  public String atOr(int id, String fallback) {
    return id == NONE ? fallback : texts.get(id);
  }

  /** Returns the number of strings; ids are below it. */
  public int size() {
    return texts.size();
  }

  /** A growing dictionary. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** Continues the dictionary {@code base}: its ids keep their meaning. */
    public static Builder from(Strings base) {
      Builder builder = new Builder();
      base.texts.forEach(builder::intern);
      return builder;
    }

    /** Returns the id of {@code text}, adding it when it is new. */
    public int intern(String text) {
      Integer known = ids.get(text);
      if (known != null) {
        return known;
      }
      ids.put(text, texts.size());
      texts.add(text);
      return texts.size() - 1;
    }

    /** Returns the string with this id. */
    public String at(int id) {
      return texts.get(id);
    }

    /** Returns the number of strings interned so far. */
    public int size() {
      return texts.size();
    }

    /** Returns the strings interned so far; the builder may go on growing. */
    public Strings build() {
      return new Strings(List.copyOf(texts));
    }
  }
}
