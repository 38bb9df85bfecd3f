import type { CssPx } from "../units";
import type { Density } from "../url/look";

/** Height of a thread's row by how dense the rows are. */
export const ROW_HEIGHTS: Record<Density, CssPx> = {
  normal: 21,
  dense: 15,
  overview: 5,
};
export const ROW_HEIGHT: CssPx = ROW_HEIGHTS.normal;
/** The lanes of the row of a thread's events, below it. */
export const EVENT_LANE_HEIGHT: CssPx = 16;
export const EVENTS_PADDING: CssPx = 3;

/** More lanes of a thread than this are not shown; a program that nests its events deeper is best looked at elsewhere. */
export const MAX_SHOWN_LANES = 8;

/** The lanes of the flame chart of a thread's samples: as many as there is room for, however deep the stacks are. */
export const SAMPLE_LANES = 8;
export const SAMPLE_LANE_HEIGHT: CssPx = 14;
export const SAMPLES_PADDING: CssPx = 4;
const SAMPLES_HEIGHT = SAMPLE_LANES * SAMPLE_LANE_HEIGHT + SAMPLES_PADDING;

/** What a row of a member shows: what it did, the events of the program in it, samples of its stack. */
export type MemberPart = "own" | "events" | "samples";

export interface MemberPlace {
  readonly member: number;
  readonly part: MemberPart;
  readonly y: CssPx;
  readonly height: CssPx;
}

export function eventsHeight(lanes: number): CssPx {
  const shown = Math.min(lanes, MAX_SHOWN_LANES);
  return shown === 0 ? 0 : shown * EVENT_LANE_HEIGHT + EVENTS_PADDING;
}

/**
 * Where the rows of a group's threads are, from its first thread down. A thread has a row, another below where it has events
 * of the program, and a third where its samples are shown. Without any of these nothing is kept.
 */
export class MemberPlaces {
  /** By member, the number and the top of its row; then those after the last. Null where all have a row only. */
  private readonly firsts: {
    readonly rows: Int32Array;
    readonly tops: Float64Array;
  } | null;

  constructor(
    private readonly lanes: readonly number[] | undefined,
    private readonly shown: number,
    private readonly rowHeight: CssPx = ROW_HEIGHT,
    private readonly showsSamples: (member: number) => boolean = () => false,
  ) {
    let hasMore = false;
    for (let member = 0; member < shown && !hasMore; member++)
      hasMore = (lanes?.[member] ?? 0) > 0 || showsSamples(member);
    this.firsts = hasMore ? this.computeFirsts() : null;
  }

  get rowCount(): number {
    return this.firsts?.rows[this.shown] ?? this.shown;
  }

  get height(): CssPx {
    return this.firsts?.tops[this.shown] ?? this.shown * this.rowHeight;
  }

  /** The number of a thread's own row. */
  rowOf(member: number): number {
    return this.firsts?.rows[member] ?? member;
  }

  at(row: number): MemberPlace {
    const height = this.rowHeight;
    if (this.firsts === null)
      return { member: row, part: "own", y: row * height, height };
    const { rows, tops } = this.firsts;
    let low = 0;
    let high = this.shown - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (rows[middle] <= row) low = middle;
      else high = middle - 1;
    }
    let y = tops[low];
    const parts = this.partsOf(low);
    for (let i = 0; i < row - rows[low]; i++) y += parts[i].height;
    return { member: low, y, ...parts[row - rows[low]] };
  }

  private partsOf(
    member: number,
  ): readonly { readonly part: MemberPart; readonly height: CssPx }[] {
    const events = eventsHeight(this.lanes?.[member] ?? 0);
    return [
      { part: "own", height: this.rowHeight },
      ...(events > 0 ? [{ part: "events" as const, height: events }] : []),
      ...(this.showsSamples(member)
        ? [{ part: "samples" as const, height: SAMPLES_HEIGHT }]
        : []),
    ];
  }

  private computeFirsts() {
    const rows = new Int32Array(this.shown + 1);
    const tops = new Float64Array(this.shown + 1);
    for (let member = 0; member < this.shown; member++) {
      const parts = this.partsOf(member);
      rows[member + 1] = rows[member] + parts.length;
      tops[member + 1] = parts.reduce(
        (top, { height }) => top + height,
        tops[member],
      );
    }
    return { rows, tops };
  }
}
