package io.jtrace.timeline.jfr;

/**
 * What a cut kept.
 *
 * @param chunks of the recording that could be read
 * @param keptChunks of these
 * @param events of the recording that could be read, without metadata and checkpoints
 * @param keptEvents of these
 * @param touchingEvents of these, the ones that are kept because they touch the window
 * @param diagnostics what of the recording could not be read
 */
public record CutSummary(
    int chunks,
    int keptChunks,
    long events,
    long keptEvents,
    long touchingEvents,
    Diagnostics diagnostics) {}
