/**
 * What the timeline asks for: levels of detail and exact spans of a window, as immutable tiles. A
 * {@link io.jtrace.timeline.model.Trace} enters, bytes leave. May import {@code table}, {@code jfr}
 * and {@code model}. Begin with {@link io.jtrace.timeline.query.Tiles}; of collapsed groups, with
 * {@link io.jtrace.timeline.query.GroupSums}.
 */
@NullMarked
package io.jtrace.timeline.query;

import org.jspecify.annotations.NullMarked;
