package io.jtrace.agent.record;

/**
 * One thing that keeps a trace from being complete; see {@code jtrace.Limit} in {@code
 * docs/events.md}.
 *
 * @param event name of the limited event, {@code *} for all
 */
record Limit(String event, String setting, String value, String reason) {}
