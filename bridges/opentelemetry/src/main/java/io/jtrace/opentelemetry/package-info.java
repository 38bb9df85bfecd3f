/**
 * Spans of OpenTelemetry as tasks of a trace, with their ids. Begin at {@link
 * io.jtrace.opentelemetry.SpanTasks}. Imports {@code io.jtrace.api} and the SDK of OpenTelemetry,
 * which the program brings.
 */
@NullMarked
package io.jtrace.opentelemetry;

import org.jspecify.annotations.NullMarked;
