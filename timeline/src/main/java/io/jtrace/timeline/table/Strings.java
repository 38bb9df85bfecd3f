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
  private final String prefix;
  private final LongColumn numbers;

  private Strings(List<String> texts, String prefix, LongColumn numbers) {
    this.texts = texts;
    this.prefix = prefix;
    this.numbers = numbers;
  }

  /**
   * Returns these strings and, with the ids that follow, {@code suffixes} behind {@code prefix}.
   * Such a string is made when somebody asks for it; it takes no more room than its number, and
   * need not be distinct.
   */
  public Strings plusNumbered(String prefix, LongColumn suffixes) {
    if (numbers.size() > 0) {
      throw new IllegalStateException("there are numbered strings already");
    }
    return new Strings(texts, prefix, suffixes);
  }

  /** Returns the string with this id. */
  public String at(int id) {
    return id < texts.size() ? texts.get(id) : prefix + numbers.at(id - texts.size());
  }

  /** Returns the string with this id, or {@code fallback} for {@link #NONE}. */
  public String atOr(int id, String fallback) {
    return id == NONE ? fallback : at(id);
  }

  /** Returns the number of strings; ids are below it. */
  public int size() {
    return texts.size() + numbers.size();
  }

  /** A growing dictionary. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** Continues the dictionary {@code base}: its ids keep their meaning. */
    public static Builder from(Strings base) {
      Builder builder = new Builder();
      for (int id = 0; id < base.size(); id++) {
        builder.ids.putIfAbsent(base.at(id), id);
        builder.texts.add(base.at(id));
      }
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
      return new Strings(List.copyOf(texts), "", LongColumn.empty());
    }
  }
}
