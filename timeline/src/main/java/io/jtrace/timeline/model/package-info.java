/**
 * Re-enacts a recording. A {@link io.jtrace.timeline.jfr.Recording} enters; a {@link
 * io.jtrace.timeline.model.Trace} leaves: threads with gap-free spans of one state each, GC and
 * safepoint tracks, counters, samples, instants and flows. May import {@code table} and {@code
 * jfr}. Begin with {@link io.jtrace.timeline.model.Trace}.
 *
 * <p>Times are nanoseconds since the start of the trace; intervals are half-open.
 */
@NullMarked
package io.jtrace.timeline.model;

import org.jspecify.annotations.NullMarked;
