import { NO_THREAD, type Rows, type RowGroup } from "../api/timeline";
import type { CssPx, ThreadId } from "../units";
import type { CounterChart } from "./counter-chart";
import {
  eventsHeight,
  MemberPlaces,
  ROW_HEIGHT,
  type MemberPart,
} from "./member-places";

/** Heights of the kinds of rows. */
export const HEAD_HEIGHT: CssPx = 24;
export const MORE_HEIGHT: CssPx = 20;
export const GC_ROW_HEIGHT: CssPx = 22;
export const COUNTER_HEIGHT: CssPx = 32;

/** Groups up to this size show all their threads at first, larger ones only the first few. */
const OPEN_UP_TO = 24;
const SHOWN_OF_LARGE = 8;

/** How much of a group is shown. */
export type Fold = "closed" | "some" | "all";

export type Row =
  | {
      readonly kind: "section";
      readonly label: string;
      readonly isOpen: boolean;
    }
  | { readonly kind: "counter"; readonly chart: CounterChart }
  | { readonly kind: "gc" }
  | { readonly kind: "safepoints" }
  | {
      /** Opens and closes the counters that are of less interest. */
      readonly kind: "moreCounters";
      readonly count: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: "head";
      readonly group: RowGroup;
      readonly fold: Fold;
    }
  | {
      readonly kind: "thread";
      readonly group: RowGroup;
      /** Position in the columns of the group. */
      readonly member: number;
      readonly thread: ThreadId;
      readonly isAlone: boolean;
    }
  | {
      /** The events of the program in a thread, or in none. */
      readonly kind: "events";
      readonly thread: ThreadId;
      readonly laneCount: number;
    }
  | {
      /** What the thread was found executing. */
      readonly kind: "samples";
      readonly thread: ThreadId;
    }
  | {
      readonly kind: "more";
      readonly group: RowGroup;
      readonly hidden: number;
    };

export interface PlacedRow {
  readonly row: Row;
  /** Top edge in the scrolled content. */
  readonly y: CssPx;
  readonly height: CssPx;
}

/** A row of the JVM as a whole. */
export type JvmRow = Extract<
  Row,
  { kind: "counter" | "gc" | "safepoints" | "moreCounters" }
>;

const JVM_ROW_HEIGHT: Record<JvmRow["kind"], CssPx> = {
  counter: COUNTER_HEIGHT,
  gc: GC_ROW_HEIGHT,
  safepoints: GC_ROW_HEIGHT,
  moreCounters: MORE_HEIGHT,
};

/** The JVM section above the threads. */
export interface JvmSection {
  readonly isOpen: boolean;
  readonly rows: readonly JvmRow[];
  /** Lanes of the events that belong to no thread; 0 where there are none. */
  readonly eventLanes: number;
}

interface Block {
  readonly y: CssPx;
  readonly height: CssPx;
  readonly rowCount: number;
  /** Index of the block's first row among all rows. */
  readonly firstRow: number;
  readonly rowAt: (i: number) => PlacedRow;
  /** The number of a thread's row in the block. */
  readonly rowOf: (member: number) => number;
}

type NewBlock = Omit<Block, "y" | "firstRow">;

/**
 * Where every row is. Rows are computed when asked for, block by block (a block is a group or the JVM section), so that
 * 100 000 threads cost no more than their groups.
 */
export class RowLayout {
  readonly height: CssPx;
  readonly rowCount: number;
  private readonly blocks: readonly Block[];
  private readonly memberPlaces = new Map<
    ThreadId,
    { block: number; member: number }
  >();

  constructor(
    jvm: JvmSection,
    rows: Rows,
    foldOf: (group: RowGroup) => Fold = defaultFold,
    rowHeight: CssPx = ROW_HEIGHT,
    showsSamples: ReadonlySet<ThreadId> = new Set(),
  ) {
    const blocks: Block[] = [];
    let y: CssPx = 0;
    let firstRow = 0;
    const add = (block: NewBlock) => {
      if (block.rowCount === 0) return;
      const top = y;
      const rowAt = (i: number) => {
        const placed = block.rowAt(i);
        return { ...placed, y: placed.y + top };
      };
      blocks.push({ ...block, y, firstRow, rowAt });
      y += block.height;
      firstRow += block.rowCount;
    };
    add(jvmBlock(jvm));
    for (const group of rows.groups) {
      const blockIndex = blocks.length;
      group.threads.forEach((thread, member) =>
        this.memberPlaces.set(thread, { block: blockIndex, member }),
      );
      add(groupBlock(group, foldOf(group), rowHeight, showsSamples));
    }
    this.blocks = blocks;
    this.height = y;
    this.rowCount = firstRow;
  }

  /** The rows that touch `[top, bottom)` of the content, from the top down. */
  rowsBetween(top: CssPx, bottom: CssPx): PlacedRow[] {
    const found: PlacedRow[] = [];
    for (let b = this.blockAt(top); b < this.blocks.length; b++) {
      const block = this.blocks[b];
      if (block.y >= bottom) break;
      for (let i = this.rowIndexIn(block, top); i < block.rowCount; i++) {
        const placed = block.rowAt(i);
        if (placed.y >= bottom) return found;
        if (placed.y + placed.height > top) found.push(placed);
      }
    }
    return found;
  }

  rowAt(y: CssPx): PlacedRow | null {
    return this.rowsBetween(y, y + 1).at(0) ?? null;
  }

  /** Row number `i` from the top of all; null outside. */
  rowByNumber(i: number): PlacedRow | null {
    const block = this.blocks.find(
      ({ firstRow, rowCount }) => i >= firstRow && i < firstRow + rowCount,
    );
    return block === undefined ? null : block.rowAt(i - block.firstRow);
  }

  numberOf(placed: PlacedRow): number {
    const block = this.blocks[this.blockAt(placed.y)];
    return block.firstRow + this.rowIndexIn(block, placed.y);
  }

  /** The row of a thread, or the head of its folded group; null for threads that the filter hides. */
  placeOf(thread: ThreadId): PlacedRow | null {
    const place = this.memberPlaces.get(thread);
    if (place === undefined) return null;
    const block = this.blocks[place.block];
    const at = block.rowOf(place.member);
    const placed = at < block.rowCount ? block.rowAt(at) : null;
    return placed?.row.kind === "thread" ? placed : block.rowAt(0);
  }

  /** The row of a thread's events; where it is hidden, as {@link placeOf}. */
  eventsPlaceOf(thread: ThreadId): PlacedRow | null {
    if (thread === NO_THREAD) {
      const first = this.blocks.at(0);
      const last = first === undefined ? null : first.rowAt(first.rowCount - 1);
      const isThere = last?.row.kind === "events" && last.row.thread === thread;
      return isThere ? last : (first?.rowAt(0) ?? null);
    }
    const own = this.placeOf(thread);
    const below = own && this.rowAt(own.y + own.height);
    return below?.row.kind === "events" && below.row.thread === thread
      ? below
      : own;
  }

  groupOf(thread: ThreadId): RowGroup | null {
    const row = this.placeOf(thread)?.row;
    return row !== undefined && "group" in row ? row.group : null;
  }

  private blockAt(y: CssPx): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].y <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private rowIndexIn(block: Block, y: CssPx): number {
    let low = 0;
    let high = block.rowCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (block.rowAt(middle).y <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export function defaultFold(group: RowGroup): Fold {
  return group.count > OPEN_UP_TO ? "some" : "all";
}

/** What a click on the head of a group does. */
export function toggled(fold: Fold, group: RowGroup): Fold {
  return fold === "closed" ? defaultFold(group) : "closed";
}

function jvmBlock(jvm: JvmSection): NewBlock {
  if (jvm.rows.length === 0 && jvm.eventLanes === 0)
    return {
      height: 0,
      rowCount: 0,
      rowAt: () => unreachable(),
      rowOf: () => unreachable(),
    };
  const rows: PlacedRow[] = [];
  let y: CssPx = 0;
  const add = (row: Row, height: CssPx) => {
    rows.push({ row, y, height });
    y += height;
  };
  add({ kind: "section", label: "JVM", isOpen: jvm.isOpen }, HEAD_HEIGHT - 2);
  if (jvm.isOpen) {
    for (const row of jvm.rows) add(row, JVM_ROW_HEIGHT[row.kind]);
    if (jvm.eventLanes > 0)
      add(
        { kind: "events", thread: NO_THREAD, laneCount: jvm.eventLanes },
        eventsHeight(jvm.eventLanes),
      );
  }
  return {
    height: y,
    rowCount: rows.length,
    rowAt: (i) => rows[i],
    rowOf: () => unreachable(),
  };
}

/** A group: its head, some or all threads, a row that says how many more there are. A lone thread has no head. */
function groupBlock(
  group: RowGroup,
  fold: Fold,
  rowHeight: CssPx,
  showsSamples: ReadonlySet<ThreadId>,
): NewBlock {
  const isAlone = group.count === 1 && group.threads.length === 1;
  const headHeight = isAlone ? 0 : HEAD_HEIGHT;
  const headRows = isAlone ? 0 : 1;
  const shown = isAlone ? 1 : shownOf(group, fold);
  const hidden = fold === "closed" && !isAlone ? 0 : group.count - shown;
  const moreRows = hidden > 0 ? 1 : 0;
  const members = new MemberPlaces(
    group.eventLanes,
    shown,
    rowHeight,
    (member) => showsSamples.has(group.threads[member]),
  );
  const rowAt = (i: number): PlacedRow => {
    if (i < headRows)
      return { row: { kind: "head", group, fold }, y: 0, height: HEAD_HEIGHT };
    if (i - headRows >= members.rowCount)
      return {
        row: { kind: "more", group, hidden },
        y: headHeight + members.height,
        height: MORE_HEIGHT,
      };
    const { member, part, y, height } = members.at(i - headRows);
    const thread = group.threads[member];
    const rowOfPart: Record<MemberPart, Row> = {
      own: { kind: "thread", group, member, thread, isAlone },
      events: {
        kind: "events",
        thread,
        laneCount: group.eventLanes?.[member] ?? 0,
      },
      samples: { kind: "samples", thread },
    };
    return { row: rowOfPart[part], y: headHeight + y, height };
  };
  return {
    height: headHeight + members.height + moreRows * MORE_HEIGHT,
    rowCount: headRows + members.rowCount + moreRows,
    rowAt,
    rowOf: (member) =>
      headRows +
      (member < shown ? members.rowOf(member) : members.rowCount + moreRows),
  };
}

function shownOf(group: RowGroup, fold: Fold): number {
  if (fold === "closed") return 0;
  if (fold === "all") return group.threads.length;
  return Math.min(SHOWN_OF_LARGE, group.threads.length);
}

function unreachable(): never {
  throw new Error("An empty block has no rows.");
}
