/**
 * Analyses of profiles in pprof's format, whoever wrote them: what {@code go tool pprof} does,
 * without Go. Bytes of profiles and settings enter; tables, pictures, text and profiles leave.
 * Knows no trace and may import nothing of {@code web}. Begin with {@link
 * io.jtrace.web.pprof.Profile}, {@link io.jtrace.web.pprof.View} and {@link
 * io.jtrace.web.pprof.ReportKind}.
 */
@NullMarked
package io.jtrace.web.pprof;

import org.jspecify.annotations.NullMarked;
