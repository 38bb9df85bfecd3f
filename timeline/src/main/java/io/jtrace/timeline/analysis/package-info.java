/**
 * Pure functions from a {@link io.jtrace.timeline.model.Trace} and a {@link
 * io.jtrace.timeline.model.TimeRange} to records. May import {@code table}, {@code jfr} and {@code
 * model}. Begin with {@link io.jtrace.timeline.analysis.Overview} and {@link
 * io.jtrace.timeline.analysis.ThreadGroups}; of schedulers, with {@link
 * io.jtrace.timeline.analysis.SchedulingOverview}; of stacks, with {@link
 * io.jtrace.timeline.analysis.Profile}; to find spans, with {@link
 * io.jtrace.timeline.analysis.SpanFilter}.
 *
 * <p>A span counts with the part that lies in the range. What a recording does not hold is absent
 * (an empty optional), never zero.
 */
@NullMarked
package io.jtrace.timeline.analysis;

import org.jspecify.annotations.NullMarked;
