/**
 * Writes a {@link io.jtrace.timeline.model.Trace} in other formats. A trace and a {@link
 * io.jtrace.timeline.model.TimeRange} enter, bytes leave on a stream as they are made: what an
 * exporter keeps in memory grows with the trace's dictionaries and threads, not with its output.
 *
 * <p>May import every other package of {@code timeline}; the only one that sees the protobuf
 * schemas. Begin with {@link io.jtrace.timeline.export.TraceFormat}.
 */
@NullMarked
package io.jtrace.timeline.export;

import org.jspecify.annotations.NullMarked;
