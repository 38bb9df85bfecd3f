package io.jtrace.timeline.jfr;

/**
 * A field of a consumed event.
 *
 * @param name the field's name in the metadata; a dot leads into a nested struct ({@code
 *     heapSpace.committedSize})
 * @param kind what it holds
 */
public record ConsumedField(String name, FieldKind kind) {}
