package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A stack and what was measured there. Immutable. */
final class Sample {
  private final List<Location> stack;
  private final long[] values;
  private final List<Label> labels;
  private final UnknownFieldSet unknown;

  /**
   * Creates a sample.
   *
   * @param stack the innermost location first
   */
  Sample(List<Location> stack, long[] values, List<Label> labels, UnknownFieldSet unknown) {
    this.stack = List.copyOf(stack);
    this.values = values.clone();
    this.labels = List.copyOf(labels);
    this.unknown = unknown;
  }

  List<Location> stack() {
    return stack;
  }

  List<Label> labels() {
    return labels;
  }

  UnknownFieldSet unknown() {
    return unknown;
  }

  int valueCount() {
    return values.length;
  }

  long value(int index) {
    return values[index];
  }

  /** Returns a copy of the values. */
  long[] values() {
    return values.clone();
  }

  boolean isZero() {
    for (long value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether it is what others are compared with. */
  boolean isBase() {
    return labels.stream()
        .anyMatch(
            label ->
                label.key().equals(Label.BASE.key()) && label.text().equals(Label.BASE.text()));
  }

  Sample withStack(List<Location> other) {
    return new Sample(other, values, labels, unknown);
  }

  Sample withLabels(List<Label> others) {
    return new Sample(stack, values, others, unknown);
  }

  Sample withLabel(Label label) {
    List<Label> all = new ArrayList<>(labels);
    all.add(label);
    return withLabels(all);
  }

  /** Returns it with each value multiplied; a factor of 1 keeps a value to the last digit. */
  Sample scaled(IntToDoubleFunction factors) {
    long[] scaled = new long[values.length];
    for (int i = 0; i < scaled.length; i++) {
      double factor = factors.applyAsDouble(i);
      if (factor == 1) {
        scaled[i] = values[i];
      } else {
        scaled[i] = factor == -1 ? -values[i] : Math.round(values[i] * factor);
      }
    }
    return new Sample(stack, scaled, labels, unknown);
  }
}
