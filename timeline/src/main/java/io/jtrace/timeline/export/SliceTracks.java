package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Track;

/** What distinguishes the tracks of {@link Slices} for a viewer: one row of this table each. */
enum SliceTracks {
  GC(Track.GC, "gc", Arg.CAUSE, Arg.GC_ID, Arg.SUM_OF_PAUSES_NANOS),
  GC_PAUSE(Track.GC_PAUSE, "gc", Arg.DETAIL, Arg.GC_ID, Arg.AMOUNT),
  GC_CONCURRENT(Track.GC_CONCURRENT, "gc", Arg.DETAIL, Arg.GC_ID, Arg.AMOUNT),
  SAFEPOINT(Track.SAFEPOINT, "safepoint", Arg.DETAIL, Arg.SAFEPOINT_ID, Arg.AMOUNT),
  VM_OPERATION(Track.VM_OPERATION, "vm_operation", Arg.DETAIL, Arg.SAFEPOINT_ID, Arg.AMOUNT),
  COMPILATION(Track.COMPILATION, "compilation", Arg.COMPILER, Arg.COMPILE_ID, Arg.CODE_BYTES),
  REGION(Track.REGION, "region", Arg.DETAIL, Arg.TASK_ID, Arg.AMOUNT),
  TASK(Track.TASK, "task", Arg.LABELS, Arg.TASK_ID, Arg.PARENT_TASK_ID);

  private final Track track;
  private final String category;
  private final Arg detail;
  private final Arg id;
  private final Arg amount;

  SliceTracks(Track track, String category, Arg detail, Arg id, Arg amount) {
    this.track = track;
    this.category = category;
    this.detail = detail;
    this.id = id;
    this.amount = amount;
  }

  static SliceTracks of(Track track) {
    return values()[track.ordinal()];
  }

  /** Returns whether a slice is drawn beside its thread rather than in a row of the JVM. */
  static boolean belongsToThread(Slices slices, int slice) {
    return slices.track(slice) == Track.REGION && slices.thread(slice) >= 0;
  }

  Track track() {
    return track;
  }

  String category() {
    return category;
  }

  /** Returns what {@link Slices#detail} means here. */
  Arg detail() {
    return detail;
  }

  /** Returns what {@link Slices#id} means here. */
  Arg id() {
    return id;
  }

  /** Returns what {@link Slices#amount} means here. */
  Arg amount() {
    return amount;
  }
}
