package io.jtrace.timeline.jfr;

/** A field of an event, with its value. */
public record EventField(String name, EventValue value) {}
