/**
 * Pure functions from a {@link io.jtrace.timeline.model.Trace} and a {@link
 * io.jtrace.timeline.model.TimeRange} to records. May import {@code table}, {@code jfr} and {@code
 * model}.
 */
@NullMarked
package io.jtrace.timeline.analysis;

import org.jspecify.annotations.NullMarked;
