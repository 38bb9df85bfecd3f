/**
 * What a program records of itself without a server.
 *
 * <p>Calls of {@code io.jtrace.api} enter through {@link io.jtrace.agent.ProgramCollector}, bytes
 * leave by the program's streams. Imports the recorder, the seams and nothing of HTTP. Begin at
 * {@link io.jtrace.agent.program.ProgramRecordings}.
 */
@NullMarked
package io.jtrace.agent.program;

import org.jspecify.annotations.NullMarked;
