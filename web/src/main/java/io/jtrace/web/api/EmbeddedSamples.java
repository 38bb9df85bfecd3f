package io.jtrace.web.api;

import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;

/** Samples of stacks and of system calls, in order of time, as columns of the single file. */
final class EmbeddedSamples {
  private final Trace trace;
  private final EmbeddedTexts texts;
  private final List<ColumnBytes> columns = new ArrayList<>();

  private EmbeddedSamples(Trace trace, EmbeddedTexts texts) {
    this.trace = trace;
    this.texts = texts;
  }

  /** Reads all samples; their texts and stacks are entered into {@code texts}. */
  static EmbeddedSamples of(Trace trace, EmbeddedTexts texts) {
    EmbeddedSamples embedded = new EmbeddedSamples(trace, texts);
    embedded.addStacks();
    embedded.addCalls();
    return embedded;
  }

  private ColumnBytes column() {
    ColumnBytes column = new ColumnBytes();
    columns.add(column);
    return column;
  }

  private void addStacks() {
    ColumnBytes steps = column();
    ColumnBytes kinds = column();
    ColumnBytes threads = column();
    ColumnBytes stacks = column();
    ColumnBytes subjects = column();
    ColumnBytes weights = column();
    Samples samples = trace.samples();
    long last = 0;
    for (int sample = 0; sample < samples.size(); sample++) {
      steps.addSigned(samples.nanos(sample) - last);
      last = samples.nanos(sample);
      kinds.add(samples.kind(sample).ordinal());
      threads.add(Math.max(-1, samples.thread(sample)) + 1);
      stacks.add(texts.stack(samples.stack(sample)) + 1);
      subjects.add(texts.string(samples.subject(sample)) + 1);
      weights.add(samples.weight(sample));
    }
  }

  private void addCalls() {
    ColumnBytes steps = column();
    ColumnBytes threads = column();
    ColumnBytes names = column();
    ColumnBytes targets = column();
    Instants instants = trace.instants();
    long last = 0;
    for (int i = 0; i < instants.size(); i++) {
      if (instants.kind(i) == Instants.Kind.SYSCALL) {
        steps.addSigned(instants.nanos(i) - last);
        last = instants.nanos(i);
        threads.add(Math.max(-1, instants.thread(i)) + 1);
        names.add(texts.string(instants.text(i)) + 1);
        targets.add(texts.string(instants.detail(i)) + 1);
      }
    }
  }

  List<ColumnBytes> columns() {
    return List.copyOf(columns);
  }
}
