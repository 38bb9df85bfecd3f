import { useMemo, useState } from "preact/hooks";
import type { StatesOverTime, TraceFacts } from "../api/types";
import type { RowGroup, Rows, Tracks } from "../api/timeline";
import type { TimelineLook } from "../url/look";
import { pinnedRows, withoutEvents, withoutHidden } from "./chosen-rows";
import { jvmRows, NO_JVM_SECTION } from "./jvm-section";
import { ROW_HEIGHTS } from "./member-places";
import { defaultFold, RowLayout, toggled, type Fold } from "./rows";

const NO_ROWS: Rows = { groups: [] };

export interface RowsOnPage {
  readonly layout: RowLayout;
  readonly pinned: RowLayout;
  readonly toggleJvm: () => void;
  readonly toggleCounters: () => void;
  readonly toggleGroup: (group: RowGroup) => void;
  readonly showAll: (group: RowGroup) => void;
}

/** The rows of the timeline as they are pinned, hidden and folded. */
export function useRows(
  data: Rows | null,
  tracks: Tracks | null,
  states: StatesOverTime | null,
  facts: TraceFacts,
  look: TimelineLook,
): RowsOnPage {
  const rows = data ?? NO_ROWS;
  const [folds, setFolds] = useState<ReadonlyMap<string, Fold>>(new Map());
  const [isJvmOpen, setJvmOpen] = useState(true);
  const [showsAllCounters, setShowsAllCounters] = useState(false);
  const foldOf = (group: RowGroup) =>
    folds.get(group.key) ??
    (look.density === "overview" ? "all" : defaultFold(group));
  const fold = (group: RowGroup, next: Fold) =>
    setFolds(new Map(folds).set(group.key, next));
  const layout = useMemo(
    () =>
      new RowLayout(
        {
          isOpen: isJvmOpen,
          rows: jvmRows(tracks, states, showsAllCounters),
          eventLanes: facts.customEvents.lanesWithoutThread,
        },
        withoutHidden(
          look.density === "overview" ? withoutEvents(rows) : rows,
          look,
        ),
        foldOf,
        ROW_HEIGHTS[look.density],
        new Set(look.samples),
      ),
    [
      data,
      tracks,
      states,
      folds,
      isJvmOpen,
      showsAllCounters,
      look.density,
      look.hiddenThreads,
      look.hiddenGroups,
      look.samples,
    ],
  );
  const pinned = useMemo(
    () =>
      new RowLayout(
        NO_JVM_SECTION,
        pinnedRows(rows, look.pins),
        () => "all",
        ROW_HEIGHTS.normal,
        new Set(look.samples),
      ),
    [data, look.pins, look.samples],
  );
  return {
    layout,
    pinned,
    toggleJvm: () => setJvmOpen(!isJvmOpen),
    toggleCounters: () => setShowsAllCounters(!showsAllCounters),
    toggleGroup: (group) => fold(group, toggled(foldOf(group), group)),
    showAll: (group) => fold(group, "all"),
  };
}
