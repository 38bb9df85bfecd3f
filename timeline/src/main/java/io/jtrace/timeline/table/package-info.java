/**
 * Columns of primitives and dictionaries with dense {@code int} ids: the storage of every recording
 * and trace. Imports nothing of jtrace. Begin with {@link io.jtrace.timeline.table.LongColumn} and
 * {@link io.jtrace.timeline.table.Stacks}.
 */
@NullMarked
package io.jtrace.timeline.table;

import org.jspecify.annotations.NullMarked;
