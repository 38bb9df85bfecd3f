import type { CssPx, Nanos } from "../units";

/** Places sizes of time along an axis on which each factor of ten is as wide as every other. */
export class LogScale {
  constructor(
    private readonly least: Nanos,
    private readonly most: Nanos,
    private readonly left: CssPx,
    private readonly width: CssPx,
  ) {}

  xOf(nanos: Nanos): CssPx {
    const decades = Math.log10(this.most / this.least);
    return decades === 0
      ? this.left + this.width
      : this.left + (Math.log10(nanos / this.least) / decades) * this.width;
  }

  /** Powers of ten on the axis. */
  ticks(): readonly Nanos[] {
    const first = Math.ceil(Math.log10(this.least) - 1e-9);
    const last = Math.floor(Math.log10(this.most) + 1e-9);
    return Array.from(
      { length: Math.max(0, last - first + 1) },
      (_, i) => 10 ** (first + i),
    );
  }
}

/** The element whose size is drawn nearest to `x`. */
export function nearest<T extends { readonly window: Nanos }>(
  points: readonly T[],
  scale: LogScale,
  x: CssPx,
): T {
  return points.reduce((best, point) =>
    Math.abs(scale.xOf(point.window) - x) < Math.abs(scale.xOf(best.window) - x)
      ? point
      : best,
  );
}
