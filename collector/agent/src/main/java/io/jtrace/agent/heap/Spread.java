package io.jtrace.agent.heap;

/** Divides a total by weights such that the parts add up to it exactly. */
final class Spread {

  private final double total;
  private final long allWeights;
  private long weight;
  private long given;

  Spread(long total, long allWeights) {
    this.total = total;
    this.allWeights = allWeights;
  }

  /** Returns the part of the next weight. */
  long next(long nextWeight) {
    weight += nextWeight;
    long upToHere = weight >= allWeights ? (long) total : (long) (total * weight / allWeights);
    long part = upToHere - given;
    given = upToHere;
    return part;
  }
}
