/**
 * Records traces with JDK Flight Recorder.
 *
 * <p>A {@link io.jtrace.agent.record.TraceSpec} enters, the bytes of a JFR recording leave, and
 * nothing stays behind: neither recording nor file. What the recording cannot show is written into
 * it as {@code jtrace.Limit}. Imports {@code jdk.jfr}, {@code java.management}, {@code
 * io.jtrace.boot} and the options. Begin at {@link io.jtrace.agent.record.TraceRecorder}.
 */
@NullMarked
package io.jtrace.agent.record;

import org.jspecify.annotations.NullMarked;
