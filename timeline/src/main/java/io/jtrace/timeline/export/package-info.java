/**
 * Writes a {@link io.jtrace.timeline.model.Trace} in other formats, streamed. The only package that
 * sees the protobuf schemas.
 */
@NullMarked
package io.jtrace.timeline.export;

import org.jspecify.annotations.NullMarked;
