/**
 * Reads JDK Flight Recorder files. A file enters; a {@link io.jtrace.timeline.jfr.Recording}
 * leaves: one table of columns per {@linkplain io.jtrace.timeline.jfr.ConsumedEvent consumed
 * event}, dictionaries, and the ledger of what was lost.
 *
 * <p>Begin with {@link io.jtrace.timeline.jfr.RecordingReader}. This counts events by type:
 *
 * <pre>{@code
 * var recording = RecordingReader.read(Path.of(args[0]));
 * for (var type : recording.eventTypes()) {
 *   System.out.printf("%9d %s%n", type.count(), type.name());
 * }
 * }</pre>
 *
 * <p>What an event says is in its table, one row an event, ids into the dictionaries of the
 * recording:
 *
 * <pre>
 * EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
 * for (int row = 0; row &lt; parks.size(); row++) {
 *   long nanos = parks.durationNanos(row);
 *   int thread = parks.thread(row); // of recording.threads(), or -1
 * }
 * </pre>
 *
 * <p><b>Order and time.</b> Rows are in the order of the file, which is none. Times are nanoseconds
 * since {@link io.jtrace.timeline.jfr.Recording#startEpochNanos()}, whatever clock the file counts.
 *
 * <p><b>Threads.</b> The methods of {@code RecordingReader} may run in several threads at once.
 * Everything they return is immutable and may be shared.
 *
 * <p><b>Errors.</b> {@link java.io.IOException} if the file cannot be read, {@link
 * io.jtrace.timeline.jfr.MalformedRecordingException} if no chunk of it can be understood. Damage
 * to a part of a recording is no error: {@link io.jtrace.timeline.jfr.Recording#diagnostics()} says
 * what was lost or repaired, and {@link io.jtrace.timeline.jfr.Recording#lostPercent()} how much.
 *
 * <p>Needs no other library at run time, and may import {@code table} only. The format is described
 * in {@code docs/jfr-format.md}.
 */
@NullMarked
package io.jtrace.timeline.jfr;

import org.jspecify.annotations.NullMarked;
