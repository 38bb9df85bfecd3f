/**
 * What a program may tell its trace: {@link io.jtrace.api.Task tasks}, {@link io.jtrace.api.Region
 * regions} and {@link io.jtrace.api.Log logs}.
 *
 * <p>Each call writes one event into whatever JFR recording is running and costs a few nanoseconds
 * when none is. Depends on the JDK only and works without the agent. Names and fields of the events
 * are a contract, listed in {@code docs/events.md} and pinned by a test.
 */
@NullMarked
package io.jtrace.api;

import org.jspecify.annotations.NullMarked;
