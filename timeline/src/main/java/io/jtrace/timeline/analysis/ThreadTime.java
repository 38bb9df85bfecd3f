package io.jtrace.timeline.analysis;

/** How long a thread worked for something, and in which states it was meanwhile. */
public record ThreadTime(int thread, String name, StateTotals states) {}
