/**
 * What the timeline asks for: levels of detail and exact spans of a window, as immutable tiles. May
 * import {@code table}, {@code jfr} and {@code model}.
 */
@NullMarked
package io.jtrace.timeline.query;

import org.jspecify.annotations.NullMarked;
