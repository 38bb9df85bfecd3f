/**
 * Reads JDK Flight Recorder files. A file enters; a {@link io.jtrace.timeline.jfr.Recording}
 * leaves: one table of columns per {@linkplain io.jtrace.timeline.jfr.ConsumedEvent consumed
 * event}, dictionaries, and the ledger of what was lost. May import {@code table} only. Begin with
 * {@link io.jtrace.timeline.jfr.RecordingReader}.
 */
@NullMarked
package io.jtrace.timeline.jfr;

import org.jspecify.annotations.NullMarked;
