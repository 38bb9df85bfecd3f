package io.jtrace.agent.profile;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes profiles in the text form that Go gives out for {@code debug=1}. */
public final class ProfileText {

  private static final class Row {
    private final int stack;
    private final Map<String, String> labels;
    private final long[] values;

    Row(int stack, Map<String, String> labels, long[] values) {
      this.stack = stack;
      this.labels = labels;
      this.values = values;
    }
  }

  private final FrameLines lines;

  /** Makes a writer that takes addresses from {@code addresses}. */
  public ProfileText(CodeAddresses addresses) {
    lines = new FrameLines(addresses);
  }

  /**
   * Writes a profile that counts one thing. Does not close the stream.
   *
   * @throws IOException if the stream fails
   */
  public void writeCounts(StackProfile profile, OutputStream out) throws IOException {
    write(profile.types().get(0).type() + " profile: total " + profile.total(0) + "\n", out);
    for (Row row : rows(profile, 0)) {
      List<Frame> frames = profile.framesOf(row.stack);
      StringBuilder text = new StringBuilder();
      text.append(row.values[0]).append(' ').append(lines.addresses(frames));
      text.append(labelLine(row.labels)).append('\n');
      lines.append(frames, text);
      write(text.toString(), out);
    }
  }

  /**
   * Writes waits: delay and number of each stack, with nanoseconds for cycles. Does not close the
   * stream.
   *
   * @throws IOException if the stream fails
   */
  public void writeContentions(StackProfile profile, RecordedProfile kind, OutputStream out)
      throws IOException {
    boolean isMutex = kind == RecordedProfile.MUTEX;
    write(isMutex ? "--- mutex:\n" : "--- contention:\n", out);
    write("cycles/second=1000000000\n", out);
    if (isMutex) {
      write("sampling period=1\n", out);
    }
    for (Row row : rows(profile, 1)) {
      List<Frame> frames = profile.framesOf(row.stack);
      StringBuilder text = new StringBuilder();
      text.append(row.values[1]).append(' ').append(row.values[0]).append(' ');
      text.append(lines.addresses(frames)).append('\n');
      lines.append(frames, text);
      write(text.toString(), out);
    }
  }

  /**
   * Writes a heap profile and what the JVM knows of Go's memory statistics. Its values are no
   * samples any more, which the period of 1 says. Does not close the stream.
   *
   * @throws IOException if the stream fails
   */
  public void writeHeap(StackProfile profile, OutputStream out) throws IOException {
    long[] totals = new long[4];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = profile.total(i);
    }
    write("heap profile: " + heapValues(totals) + " @ heap/2\n", out);
    for (Row row : rows(profile, 3)) {
      List<Frame> frames = profile.framesOf(row.stack);
      StringBuilder text = new StringBuilder();
      text.append(heapValues(row.values)).append(' ');
      text.append(lines.addresses(frames)).append('\n');
      lines.append(frames, text);
      write(text.toString(), out);
    }
    write(MemoryStatistics.text(), out);
  }

  private static String heapValues(long[] values) {
    return objects(values[2], values[3])
        + ": "
        + values[3]
        + " ["
        + objects(values[0], values[1])
        + ": "
        + values[1]
        + "]";
  }

  /** A share of less than an object is one: readers take bytes of no object for a mistake. */
  private static long objects(long objects, long bytes) {
    return objects == 0 && bytes != 0 ? 1 : objects;
  }

  /** Largest first. Frames are put together row by row, to hold those of one stack only. */
  private static List<Row> rows(StackProfile profile, int sortedBy) {
    List<Row> rows = new ArrayList<>();
    profile.<RuntimeException>forEach(
        (stack, labels, values) -> rows.add(new Row(stack, labels, values)));
    rows.sort(Comparator.comparingLong((Row row) -> row.values[sortedBy]).reversed());
    return rows;
  }

  private static String labelLine(Map<String, String> labels) {
    return labels.isEmpty() ? "" : "\n# labels: " + StackProfile.text(labels);
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
