package io.jtrace.timeline.model;

/** The tracks of {@link Slices} that belong to the JVM rather than to one thread. */
public enum Track {
  /** Whole collections; concurrent ones last longer than they pause. */
  GC("Garbage collections"),
  /** Pauses and their nested phases, by depth. */
  GC_PAUSE("GC pauses"),
  /** Concurrent phases. */
  GC_CONCURRENT("GC concurrent phases"),
  /** From the request of a safepoint to its end; the first nested slice is the time to reach it. */
  SAFEPOINT("Safepoints"),
  /** Operations of the VM thread. */
  VM_OPERATION("VM operations"),
  /** Compilations by the JIT; several at a time. */
  COMPILATION("Compilations"),
  /** Regions that the program named; {@link Slices#thread} says where. */
  REGION("Regions"),
  /** Tasks that the program named; they may cross threads. */
  TASK("Tasks");

  private final String label;

  Track(String label) {
    this.label = label;
  }

  /**
   * Returns whether slices of one thread of this track always nest. Where they do not (collections
   * of a concurrent collector, compilations) {@link Slices#depth} is a lane: slices of one lane do
   * not overlap.
   */
  public boolean nests() {
    return this == GC_PAUSE || this == SAFEPOINT || this == VM_OPERATION || this == REGION;
  }

  /** Returns the track's name for people. */
  public String label() {
    return label;
  }
}
