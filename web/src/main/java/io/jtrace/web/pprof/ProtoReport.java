package io.jtrace.web.pprof;

/** {@code proto}: what filters leave, as a profile. */
final class ProtoReport {
  private ProtoReport() {}

  static Profile of(View view) {
    double divisor = view.settings().number(Setting.DIVIDE_BY);
    return divisor == 1
        ? view.profile()
        : view.profile().mapSamples(sample -> sample.scaled(i -> 1 / divisor));
  }
}
