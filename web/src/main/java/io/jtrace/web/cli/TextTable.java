package io.jtrace.web.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Columns of text, aligned: the first to the left, numbers to the right. */
final class TextTable {
  /** How a column is aligned. */
  enum Align {
    LEFT,
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<Align> aligns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table with a head; {@code null} cells are not allowed. */
  TextTable(List<String> head, List<Align> aligns) {
    this.aligns.addAll(aligns);
    row(head);
  }

  /** Creates a table of numbers, each row of which begins with a name. */
  static TextTable ofNumbers(List<String> head) {
    List<Align> aligns = new ArrayList<>(Collections.nCopies(head.size(), Align.RIGHT));
    aligns.set(0, Align.LEFT);
    return new TextTable(head, aligns);
  }

  /** Appends a row with as many cells as there are columns. */
  void row(List<String> cells) {
    if (cells.size() != aligns.size()) {
      throw new IllegalArgumentException(
          "expected " + aligns.size() + " cells, found " + cells.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** Appends the lines to {@code out}. */
  void appendTo(StringBuilder out) {
    int[] widths = new int[aligns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? "" : GAP);
        line.append(aligns.get(i) == Align.RIGHT ? padding + row.get(i) : row.get(i) + padding);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** Returns {@code text} in at most {@code width} characters, its middle left out if need be. */
  static String fit(String text, int width) {
    String oneLine = withoutControls(text);
    if (oneLine.length() <= width) {
      return oneLine;
    }
    int head = (width - 1) / 2;
    int tail = width - 1 - head;
    return oneLine.substring(0, head) + "\u2026" + oneLine.substring(oneLine.length() - tail);
  }

  private static String withoutControls(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }
}
