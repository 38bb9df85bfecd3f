import type { EventTypeCount, Span } from "../api/types";
import type { EventDetails, Flow, Tracks } from "../api/timeline";
import type { PaletteKey, Theme } from "../model/palette";
import type { ThreadId, TimeRange } from "../units";
import type { Marks } from "./marks";
import type { ThreadGrouping } from "../url/state";
import type { RowLayout } from "./rows";

/** What is to be seen. Replaced as a whole; nothing in it changes in place. */
export interface Scene {
  readonly trace: TimeRange;
  readonly view: TimeRange;
  /** Whether all that the rows are made of has been answered; tiles are fetched once it is seen which rows there are. */
  readonly isAnswered: boolean;
  readonly layout: RowLayout;
  /** Rows that stay above all others, whatever is scrolled to. */
  readonly pinned: RowLayout;
  readonly tracks: Tracks | null;
  readonly window: TimeRange | null;
  readonly span: Span | null;
  readonly flows: readonly Flow[];
  readonly event: EventDetails | null;
  readonly eventTypes: readonly EventTypeCount[];
  readonly focus: ThreadId | null;
  /** Rows are carriers or processors: what runs on them has a name and a colour of its own. */
  readonly isByCarrier: boolean;
  /** How the groups are made, where the server has sums of all members; null where members are sampled. */
  readonly groupSums: ThreadGrouping | null;
  readonly showsBands: boolean;
  readonly highlight: readonly PaletteKey[];
  readonly marks: Marks;
  readonly theme: Theme;
}
