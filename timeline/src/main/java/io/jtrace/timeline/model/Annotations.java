package io.jtrace.timeline.model;

/**
 * What the program told its trace, beside the regions of {@link Track#REGION}.
 *
 * @param tasks logical operations
 * @param logs messages, those of {@link Instants.Kind#LOG} with their tasks
 * @param work which thread worked for which task
 */
public record Annotations(Tasks tasks, Logs logs, Work work) {
  /** Returns that the program told nothing. */
  public static Annotations none() {
    return new Annotations(Tasks.none(), Logs.none(), Work.none());
  }
}
