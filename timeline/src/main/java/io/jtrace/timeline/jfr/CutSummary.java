package io.jtrace.timeline.jfr;

/**
 * What a cut kept.
 *
 * @param startEpochNanos when the recording started, in nanoseconds since 1970
 * @param chunks of the recording that could be read
 * @param keptChunks of these
 * @param events of the recording that could be read, without metadata and checkpoints
 * @param keptEvents of these
 * @param touchingEvents of these, the ones that are kept because they touch the window
 * @param diagnostics what of the recording could not be read
 */
public record CutSummary(
    long startEpochNanos,
    int chunks,
    int keptChunks,
    long events,
    long keptEvents,
    long touchingEvents,
    Diagnostics diagnostics) {}
