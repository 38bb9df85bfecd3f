/**
 * What the operating system knows of this JVM's threads, written into the recording while a trace
 * runs: when and how long they were on processors, how long they waited for one, which system call
 * they are in. Linux only; elsewhere there is a sentence about that in the trace.
 *
 * <p>One daemon thread does all of it, shared by all traces that run; without a trace there is
 * neither a thread nor an open file. Imports {@code io.jtrace.boot} and {@code options}, nothing
 * else of jtrace. Begin at {@link io.jtrace.agent.os.OsWatch}.
 */
@NullMarked
package io.jtrace.agent.os;

import org.jspecify.annotations.NullMarked;
