/**
 * What a program may tell its trace: {@link io.jtrace.api.Task tasks}, {@link io.jtrace.api.Region
 * regions}, {@link io.jtrace.api.Log logs} and the labels of a {@link io.jtrace.api.Context}.
 *
 * <p>Calls write events into whatever JFR recording is running and cost a few nanoseconds when none
 * is. Depends on the JDK only and works without the agent. What is closed twice, by the wrong
 * thread or in the wrong order is told by an event {@code jtrace.Misuse} with its name and stack;
 * no call throws because of that. Names and fields of the events are a contract, listed in {@code
 * docs/events.md} and pinned by a test.
 *
 * <p>What a program without a server records of itself, {@link io.jtrace.api.Trace traces} and
 * {@link io.jtrace.api.Profile profiles}, needs a {@link io.jtrace.api.spi.Collector}, which is in
 * {@code jtrace.jar}.
 */
@NullMarked
package io.jtrace.api;

import org.jspecify.annotations.NullMarked;
