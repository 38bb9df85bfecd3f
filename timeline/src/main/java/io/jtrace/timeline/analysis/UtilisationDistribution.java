package io.jtrace.timeline.analysis;

/**
 * How long windows of one size, as they slide, have each utilisation. Between two windows handed
 * over, utilisation is linear. Not safe for use by several threads.
 */
final class UtilisationDistribution implements TakenTime.Visitor {
  static final int BINS = 10_000;

  private final long windowNanos;

  /** Nanoseconds of starts whose window is within each bin only in part or without a slope. */
  private final double[] masses = new double[BINS];

  /** Changes, from each bin to the next, of the nanoseconds that slopes spend in a whole bin. */
  private final double[] changes = new double[BINS + 1];

  private double fullNanos;
  private double totalNanos;
  private double minimum = 1;
  private long lastStart = -1;
  private double lastUtilisation;

  UtilisationDistribution(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  @Override
  public void accept(long startNanos, double takenNanos) {
    double utilisation = 1 - takenNanos / windowNanos;
    minimum = Math.min(minimum, utilisation);
    if (lastStart >= 0) {
      spread(
          Math.min(lastUtilisation, utilisation),
          Math.max(lastUtilisation, utilisation),
          (double) (startNanos - lastStart));
    }
    lastStart = startNanos;
    lastUtilisation = utilisation;
  }

  private void spread(double low, double high, double nanos) {
    totalNanos += nanos;
    if (low >= 1) {
      fullNanos += nanos;
      return;
    }
    int first = bin(low);
    int last = bin(high);
    if (first == last) {
      masses[first] += nanos;
      return;
    }
    double nanosPerBin = nanos / (high - low) / BINS;
    masses[first] += (first + 1 - low * BINS) * nanosPerBin;
    masses[last] += (high * BINS - last) * nanosPerBin;
    changes[first + 1] += nanosPerBin;
    changes[last] -= nanosPerBin;
  }

  private static int bin(double utilisation) {
    return Math.max(0, Math.min(BINS - 1, (int) (utilisation * BINS)));
  }

  double minimum() {
    return minimum;
  }

  /** Returns the utilisation that {@code share} of all windows have at least, rounded down. */
  double keptBy(double share) {
    if (totalNanos == 0) {
      return minimum;
    }
    double below = (1 - share) * totalNanos;
    double sum = 0;
    double perBin = 0;
    for (int bin = 0; bin < BINS; bin++) {
      perBin += changes[bin];
      sum += masses[bin] + perBin;
      if (sum > below) {
        return Math.max(minimum, bin / (double) BINS);
      }
    }
    return fullNanos > 0 ? 1 : Math.max(minimum, (BINS - 1) / (double) BINS);
  }
}
