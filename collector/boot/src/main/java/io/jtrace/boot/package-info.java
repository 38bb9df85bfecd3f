/**
 * The events that jtrace itself writes into a recording.
 *
 * <p>Links to {@code java.base} and {@code jdk.jfr} only, so that these classes can live on the
 * boot class loader, below everything that is to be traced. Committing one does not block and does
 * not throw. Names and fields are a contract with whoever reads a recording: they are listed in
 * {@code docs/events.md} and pinned by a test. Begin at {@link io.jtrace.boot.TraceInfoEvent}.
 */
@NullMarked
package io.jtrace.boot;

import org.jspecify.annotations.NullMarked;
