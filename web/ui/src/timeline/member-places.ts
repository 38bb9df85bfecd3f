import type { CssPx } from "../units";

/** Heights of a thread's row, and of the lanes of the row of its events below. */
export const ROW_HEIGHT: CssPx = 21;
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
  ) {
    const has = lanes?.slice(0, shown).some((count) => count > 0) ?? false;
    this.firsts = has ? firstsOf(lanes ?? [], shown) : null;
  }

  get rowCount(): number {
    return this.firsts?.rows[this.shown] ?? this.shown;
  }

  get height(): CssPx {
    return this.firsts?.tops[this.shown] ?? this.shown * ROW_HEIGHT;
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
        y: row * ROW_HEIGHT,
        height: ROW_HEIGHT,
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
    const height = isEvents ? eventsHeight(this.lanes?.[low] ?? 0) : ROW_HEIGHT;
    const y = isEvents ? tops[low] + ROW_HEIGHT : tops[low];
    return { member: low, isEvents, y, height };
  }
}

function firstsOf(lanes: readonly number[], shown: number) {
  const rows = new Int32Array(shown + 1);
  const tops = new Float64Array(shown + 1);
  for (let member = 0; member < shown; member++) {
    const below = eventsHeight(lanes[member] ?? 0);
    rows[member + 1] = rows[member] + (below > 0 ? 2 : 1);
    tops[member + 1] = tops[member] + ROW_HEIGHT + below;
  }
  return { rows, tops };
}
