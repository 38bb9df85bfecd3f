import { useState } from "preact/hooks";
import type { ThreadId } from "../units";
import type { PlacedRow, RowLayout } from "./rows";
import type { TimelineHandle } from "./use-timeline";

export interface RowFocus {
  readonly thread: ThreadId | null;
  readonly set: (thread: ThreadId | null) => void;
  readonly move: (byRows: number) => void;
  readonly scrollTo: (placed: PlacedRow | null) => void;
}

/** The row that the keyboard is on. `timeline` may still be unknown while the page is built. */
export function useRowFocus(
  layout: RowLayout,
  timeline: () => TimelineHandle,
): RowFocus {
  const [thread, set] = useState<ThreadId | null>(null);
  const scrollTo = (placed: PlacedRow | null) => {
    const { scroller, canvas } = timeline();
    const element = scroller.current;
    if (element === null || placed === null) return;
    const covered = canvas.current?.places?.pinnedHeight ?? 0;
    const bottom = placed.y + placed.height - (element.clientHeight - covered);
    if (placed.y < element.scrollTop) element.scrollTop = placed.y;
    else if (bottom > element.scrollTop) element.scrollTop = bottom;
  };
  const move = (byRows: number) => {
    const from = thread === null ? null : layout.placeOf(thread);
    let number = (from === null ? -1 : layout.numberOf(from)) + byRows;
    for (; number >= 0 && number < layout.rowCount; number += byRows) {
      const placed = layout.rowByNumber(number);
      if (placed?.row.kind !== "thread") continue;
      set(placed.row.thread);
      return scrollTo(placed);
    }
  };
  return { thread, set, move, scrollTo };
}
