package workload;

/** One way through the layers: each method is a layer, and a way says which calls which. */
final class Layers {
  /** Number of different layers. */
  static final int COUNT = 20;

  private final int[] path;
  private final Runnable operation;

  Layers(int[] path, Runnable operation) {
    this.path = path;
    this.operation = operation;
  }

  /** Goes on from the layer at {@code depth}; runs the operation below the last. */
  void descend(int depth) {
    if (depth == path.length) {
      operation.run();
      return;
    }
    switch (path[depth]) {
      case 0 -> accept(depth);
      case 1 -> authenticate(depth);
      case 2 -> authorise(depth);
      case 3 -> route(depth);
      case 4 -> validate(depth);
      case 5 -> decode(depth);
      case 6 -> transform(depth);
      case 7 -> lookUp(depth);
      case 8 -> load(depth);
      case 9 -> cache(depth);
      case 10 -> merge(depth);
      case 11 -> price(depth);
      case 12 -> discount(depth);
      case 13 -> tax(depth);
      case 14 -> render(depth);
      case 15 -> encode(depth);
      case 16 -> store(depth);
      case 17 -> audit(depth);
      case 18 -> notifyOthers(depth);
      default -> retry(depth);
    }
  }

  private void accept(int depth) {
    descend(depth + 1);
  }

  private void authenticate(int depth) {
    descend(depth + 1);
  }

  private void authorise(int depth) {
    descend(depth + 1);
  }

  private void route(int depth) {
    descend(depth + 1);
  }

  private void validate(int depth) {
    descend(depth + 1);
  }

  private void decode(int depth) {
    descend(depth + 1);
  }

  private void transform(int depth) {
    descend(depth + 1);
  }

  private void lookUp(int depth) {
    descend(depth + 1);
  }

  private void load(int depth) {
    descend(depth + 1);
  }

  private void cache(int depth) {
    descend(depth + 1);
  }

  private void merge(int depth) {
    descend(depth + 1);
  }

  private void price(int depth) {
    descend(depth + 1);
  }

  private void discount(int depth) {
    descend(depth + 1);
  }

  private void tax(int depth) {
    descend(depth + 1);
  }

  private void render(int depth) {
    descend(depth + 1);
  }

  private void encode(int depth) {
    descend(depth + 1);
  }

  private void store(int depth) {
    descend(depth + 1);
  }

  private void audit(int depth) {
    descend(depth + 1);
  }

  private void notifyOthers(int depth) {
    descend(depth + 1);
  }

  private void retry(int depth) {
    descend(depth + 1);
  }
}
