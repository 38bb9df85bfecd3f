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

export interface MemberPlace {
  readonly member: number;
  /** Whether this is the row of the member's events, rather than its own. */
  readonly isEvents: boolean;
  readonly y: CssPx;
  readonly height: CssPx;
}

export function eventsHeight(lanes: number): CssPx {
  const shown = Math.min(lanes, MAX_SHOWN_LANES);
  return shown === 0 ? 0 : shown * EVENT_LANE_HEIGHT + EVENTS_PADDING;
}

/**
 * Where the rows of a group's threads are, from its first thread down. A thread has a row, and another below where it has
 * events of the program. Without any events nothing is kept.
 */
export class MemberPlaces {
  /** By member, the number and the top of its row; then those after the last. Null where no member has events. */
  private readonly firsts: {
    readonly rows: Int32Array;
    readonly tops: Float64Array;
  } | null;

  constructor(
    private readonly lanes: readonly number[] | undefined,
    private readonly shown: number,
    private readonly rowHeight: CssPx = ROW_HEIGHT,
  ) {
    const has = lanes?.slice(0, shown).some((count) => count > 0) ?? false;
    this.firsts = has ? firstsOf(lanes ?? [], shown, rowHeight) : null;
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
    if (this.firsts === null)
      return {
        member: row,
        isEvents: false,
        y: row * this.rowHeight,
        height: this.rowHeight,
      };
    const { rows, tops } = this.firsts;
    let low = 0;
    let high = this.shown - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (rows[middle] <= row) low = middle;
      else high = middle - 1;
    }
    const isEvents = rows[low] < row;
    const height = isEvents
      ? eventsHeight(this.lanes?.[low] ?? 0)
      : this.rowHeight;
    const y = isEvents ? tops[low] + this.rowHeight : tops[low];
    return { member: low, isEvents, y, height };
  }
}

function firstsOf(lanes: readonly number[], shown: number, rowHeight: CssPx) {
  const rows = new Int32Array(shown + 1);
  const tops = new Float64Array(shown + 1);
  for (let member = 0; member < shown; member++) {
    const below = eventsHeight(lanes[member] ?? 0);
    rows[member + 1] = rows[member] + (below > 0 ? 2 : 1);
    tops[member + 1] = tops[member] + rowHeight + below;
  }
  return { rows, tops };
}
