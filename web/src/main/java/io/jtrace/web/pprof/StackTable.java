package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All stacks of a view with all their values, as a tree of frames in rows: whoever has it can
 * filter by names and put pictures together without the profile.
 *
 * @param names of frames, each once
 * @param rows that come after those of their parents
 * @param samples where stacks end, with their values by sample type
 */
public record StackTable(List<Name> names, List<Row> rows, List<End> samples) {
  private static final int MOST_ROWS = 500_000;

  /**
   * What a frame is called.
   *
   * @param file of its function; empty if that is not known
   */
  public record Name(String text, String file) {}

  /**
   * A frame below others.
   *
   * @param name its index
   * @param parent its row, -1 of the outermost frame
   */
  public record Row(int name, int parent, boolean isInline) {}

  /**
   * The values of stacks that end in a row; -1 is the row of stacks without frames.
   *
   * @param more by sample type, the sum of what is above 0
   * @param less by sample type, the sum of what is below 0
   */
  public record End(int row, List<Long> more, List<Long> less) {}

  /** Copies what it is given. */
  public StackTable {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
    samples = List.copyOf(samples);
  }

  /**
   * Returns the stacks of a view.
   *
   * @throws ProfileException if there are too many for one table
   */
  public static StackTable of(View view) throws ProfileException {
    Builder builder = new Builder(view);
    for (Sample sample : view.profile().samples()) {
      builder.add(sample);
      if (builder.rows.size() > MOST_ROWS) {
        throw new ProfileException(
            "expected at most "
                + MOST_ROWS
                + " frames for a single file, found more: focus or hide something first");
      }
    }
    return builder.built();
  }

  private static final class Builder {
    private record Key(int name, int parent, boolean isInline) {}

    private final View view;
    private final int typeCount;
    private final Map<String, Integer> nameIndexes = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<Key, Integer> rowIndexes = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, long[]> sums = new LinkedHashMap<>();

    Builder(View view) {
      this.view = view;
      this.typeCount = view.profile().sampleTypes().size();
    }

    void add(Sample sample) {
      int row = -1;
      for (int i = sample.stack().size() - 1; i >= 0; i--) {
        Location location = sample.stack().get(i);
        List<NodeKey> keys = view.keys(location);
        for (int j = keys.size() - 1; j >= 0; j--) {
          row = row(nameOf(keys.get(j), location, j), row, j < keys.size() - 1);
        }
      }
      long[] sum = sums.computeIfAbsent(row, each -> new long[2 * typeCount]);
      for (int type = 0; type < typeCount; type++) {
        long value = sample.value(type);
        sum[value < 0 ? typeCount + type : type] += value;
      }
    }

    private int nameOf(NodeKey key, Location location, int line) {
      String text = key.printableName();
      Integer known = nameIndexes.get(text);
      if (known != null) {
        return known;
      }
      boolean isKnown = line < location.lines().size();
      String file = isKnown ? location.lines().get(line).function().file() : "";
      names.add(new Name(text, Plain.line(file)));
      nameIndexes.put(text, names.size() - 1);
      return names.size() - 1;
    }

    private int row(int name, int parent, boolean isInline) {
      return rowIndexes.computeIfAbsent(
          new Key(name, parent, isInline),
          key -> {
            rows.add(new Row(name, parent, isInline));
            return rows.size() - 1;
          });
    }

    StackTable built() {
      List<End> ends = new ArrayList<>();
      sums.forEach((row, sum) -> ends.add(new End(row, part(sum, 0), part(sum, typeCount))));
      return new StackTable(names, rows, ends);
    }

    private List<Long> part(long[] sum, int from) {
      List<Long> part = new ArrayList<>();
      for (int i = from; i < from + typeCount; i++) {
        part.add(sum[i]);
      }
      return part;
    }
  }
}
