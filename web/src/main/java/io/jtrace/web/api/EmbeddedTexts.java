package io.jtrace.web.api;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.io.IOException;
import java.util.List;

/**
 * The texts, frames and stacks that columns of the single file refer to; all others are left out.
 */
final class EmbeddedTexts {
  private final Trace trace;
  private final DenseIds strings = new DenseIds();
  private final DenseIds frames = new DenseIds();
  private final DenseIds stacks = new DenseIds();

  EmbeddedTexts(Trace trace) {
    this.trace = trace;
  }

  /** Returns the id that a text has in the file, or -1 for none. */
  int string(int string) {
    return strings.of(string);
  }

  /**
   * Returns the id that a stack has in the file, or -1 for none. What a stack hangs from is entered
   * after it: parents have greater ids than the first of their children.
   */
  int stack(int stack) {
    int entered = stacks.of(stack);
    int node = stack;
    while (node != Stacks.NONE) {
      node = trace.stacks().parent(node);
      if (node != Stacks.NONE) {
        if (stacks.contains(node)) {
          break;
        }
        stacks.of(node);
      }
    }
    return entered;
  }

  /** Returns the columns by stack, of all that have been entered. */
  List<ColumnBytes> stackColumns() {
    ColumnBytes parents = new ColumnBytes();
    ColumnBytes stackFrames = new ColumnBytes();
    IntColumn used = stacks.ids();
    for (int i = 0; i < used.size(); i++) {
      parents.add(stacks.of(trace.stacks().parent(used.at(i))) + 1);
      stackFrames.add(frames.of(trace.stacks().frame(used.at(i))));
    }
    return List.of(parents, stackFrames);
  }

  /** Writes the texts; after {@link #stackColumns}, which enters frames. */
  void write(Json json) throws IOException {
    IntColumn texts = strings.ids();
    json.array(
        "strings",
        () -> {
          for (int i = 0; i < texts.size(); i++) {
            json.element(trace.strings().at(texts.at(i)));
          }
        });
    IntColumn used = frames.ids();
    json.array(
        "frames",
        () -> {
          for (int i = 0; i < used.size(); i++) {
            frame(json, used.at(i));
          }
        });
  }

  private void frame(Json json, int frame) throws IOException {
    json.array(
        () -> {
          json.element(trace.frames().method(frame, trace.strings()));
          json.element((long) Math.max(Frames.NO_LINE, trace.frames().line(frame)));
          json.element(SpanEndpoint.kind(trace.frames().kind(frame)));
        });
  }
}
