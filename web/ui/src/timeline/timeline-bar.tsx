import type { TraceFacts } from "../api/types";
import { Legend } from "../components/legend";
import { WindowChipButton } from "../components/window-chip";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { navigate, route } from "../url/router";
import { cycleDensity, showHidden, toggleHighlight } from "./row-choices";
import { GROUPINGS, type Grouping } from "../url/state";

const GROUPING_LABEL: Record<Grouping, string> = {
  name: "name pattern",
  startSite: "start site",
  kind: "kind",
  carrier: "carrier",
  cpu: "processor",
};

const SORTS = ["busy", "name", "start", "blocked"] as const;
const SORT_LABEL: Record<(typeof SORTS)[number], string> = {
  busy: "busy time",
  name: "name",
  start: "start",
  blocked: "blocked time",
};

/** Order of the rows, from an address that may say anything. */
export function sortOf(text: string | null): (typeof SORTS)[number] {
  return SORTS.find((sort) => sort === text) ?? "busy";
}

/** Controls above the timeline: what it shows, grouping, order, filter, window, colours. */
export function TimelineBar({ facts }: { readonly facts: TraceFacts }) {
  const { by, sort, query, look } = route.value;
  return (
    <div class="timeline-bar">
      <span class="mono ellipsis timeline-trace" title={facts.name}>
        {facts.name}
      </span>
      <span class="muted nowrap">
        {formatDuration(facts.durationNanos)} · {formatCount(facts.threadCount)}{" "}
        threads
      </span>
      <label class="chip">
        <span>Group:</span>
        <select
          value={by}
          onChange={(event) =>
            navigate({ by: event.currentTarget.value as Grouping })
          }
        >
          {GROUPINGS.filter((grouping) => hasRows(grouping, facts)).map(
            (grouping) => (
              <option key={grouping} value={grouping}>
                {GROUPING_LABEL[grouping]}
              </option>
            ),
          )}
        </select>
      </label>
      <label class="chip">
        <span>Sort:</span>
        <select
          value={sortOf(sort)}
          onChange={(event) => navigate({ sort: event.currentTarget.value })}
        >
          {SORTS.map((each) => (
            <option key={each} value={each}>
              {SORT_LABEL[each]}
            </option>
          ))}
        </select>
      </label>
      <input
        class="filter timeline-filter"
        type="search"
        placeholder="Filter: name, state:, lock:, dur>…"
        title="A name or regular expression, name: state: op: lock: host: file: frame: tag: dur> time: is:  and - for not"
        aria-label="Filter threads"
        value={query}
        onInput={(event) =>
          navigate({ query: event.currentTarget.value }, "replace")
        }
      />
      <WindowChipButton />
      <HiddenChip />
      <button
        type="button"
        class="chip"
        title="Height of the rows (C)"
        onClick={cycleDensity}
      >
        Rows: {look.density}
      </button>
      <Legend highlight={look.highlight} onToggle={toggleHighlight} />
    </div>
  );
}

function hasRows(grouping: Grouping, { scheduling }: TraceFacts): boolean {
  if (grouping === "carrier") return scheduling.carriers > 0;
  return grouping !== "cpu" || scheduling.cpuSource === "perf";
}

/** Says that rows are hidden, and shows them again. */
function HiddenChip() {
  const { hiddenThreads, hiddenGroups } = route.value.look;
  const parts = [
    counted(hiddenGroups.length, "group"),
    counted(hiddenThreads.length, "thread"),
  ].filter((part) => part !== "");
  if (parts.length === 0) return null;
  return (
    <button
      type="button"
      class="chip chip-on"
      title="Show them again"
      onClick={showHidden}
    >
      {parts.join(", ")} hidden <span aria-hidden="true">✕</span>
    </button>
  );
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
