import type { CssPx, ThreadId } from "../units";
import { RULER_HEIGHT } from "./chrome";
import type { PlacedRow, RowLayout } from "./rows";

/** A row and its top edge on the canvas. */
export interface RowPlace {
  readonly placed: PlacedRow;
  readonly top: CssPx;
}

const MAX_PINNED_SHARE = 0.5;

/** Where rows are on the canvas: below the ruler the pinned ones, below these the others as they are scrolled. */
export class RowPlaces {
  /** Pinned rows take at most half of the canvas; what does not fit is cut off. */
  readonly pinnedHeight: CssPx;

  constructor(
    private readonly pinned: RowLayout,
    private readonly scrolled: RowLayout,
    private readonly scrollTop: CssPx,
    private readonly height: CssPx,
  ) {
    this.pinnedHeight = pinnedHeightOf(pinned, height);
  }

  /** The row under a height of the canvas. */
  at(y: CssPx): RowPlace | null {
    if (y < RULER_HEIGHT) return null;
    const inRows = y - RULER_HEIGHT;
    return inRows < this.pinnedHeight
      ? this.pinnedPlace(this.pinned.rowAt(inRows))
      : this.scrolledPlace(
          this.scrolled.rowAt(inRows - this.pinnedHeight + this.scrollTop),
        );
  }

  /** A thread's row, the pinned one if there is one. */
  ofThread(thread: ThreadId): RowPlace | null {
    return (
      this.pinnedPlace(this.pinned.placeOf(thread)) ??
      this.scrolledPlace(this.scrolled.placeOf(thread))
    );
  }

  /** The row of a thread's events, or of those without a thread. */
  ofEvents(thread: ThreadId): RowPlace | null {
    const pinned = this.pinned.eventsPlaceOf(thread);
    return pinned?.row.kind === "events"
      ? this.pinnedPlace(pinned)
      : this.scrolledPlace(this.scrolled.eventsPlaceOf(thread));
  }

  visiblePinned(): RowPlace[] {
    return this.pinned
      .rowsBetween(0, this.pinnedHeight)
      .flatMap((placed) => this.pinnedPlace(placed) ?? []);
  }

  visibleScrolled(): RowPlace[] {
    const room = this.height - RULER_HEIGHT - this.pinnedHeight;
    return this.scrolled
      .rowsBetween(this.scrollTop, this.scrollTop + room)
      .flatMap((placed) => this.scrolledPlace(placed) ?? []);
  }

  private pinnedPlace(placed: PlacedRow | null): RowPlace | null {
    return placed && { placed, top: RULER_HEIGHT + placed.y };
  }

  private scrolledPlace(placed: PlacedRow | null): RowPlace | null {
    const above = RULER_HEIGHT + this.pinnedHeight - this.scrollTop;
    return placed && { placed, top: above + placed.y };
  }
}

export function pinnedHeightOf(pinned: RowLayout, height: CssPx): CssPx {
  const room = Math.max(0, height - RULER_HEIGHT) * MAX_PINNED_SHARE;
  return Math.min(pinned.height, room);
}
