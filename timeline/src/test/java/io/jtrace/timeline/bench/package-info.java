/**
 * Measures this project's reader against others on the same recordings; {@code scripts/bench read}
 * runs it. Begin with {@link io.jtrace.timeline.bench.ReadBench}, which starts a JVM for every
 * measurement, and {@link io.jtrace.timeline.bench.MeasuredRead}, which runs in that JVM.
 */
@NullMarked
package io.jtrace.timeline.bench;

import org.jspecify.annotations.NullMarked;
