import { apiUrl, windowQuery } from "../api/client";
import type { Groups } from "../api/types";
import { useApi } from "../api/use-api";
import { formatCount } from "../format/number";
import { navigate, route } from "../url/router";
import { threadGrouping, type UrlState } from "../url/state";

/** Which threads and stacks the page is about; all of it is in the address. */
export function BlockingFilters({
  threadCount,
}: {
  readonly threadCount: number;
}) {
  const { window: range, by, group, thread } = route.value;
  const groups = useApi<Groups>(
    apiUrl("/api/groups", { ...windowQuery(range), by: threadGrouping(by) }),
  );
  return (
    <div class="blocking-filters">
      <label class="chip">
        Group:
        <select
          value={group ?? ""}
          onChange={(event) =>
            navigate({ group: event.currentTarget.value || null, thread: null })
          }
        >
          <option value="">all {formatCount(threadCount)} threads</option>
          {groups.data?.groups.map(({ key, count }) => (
            <option key={key} value={key}>
              {key} ({formatCount(count)})
            </option>
          ))}
        </select>
      </label>
      {thread !== null && (
        <button
          type="button"
          class="chip chip-on"
          title="All threads again"
          onClick={() => navigate({ thread: null })}
        >
          Thread #{thread} <span aria-hidden="true">✕</span>
        </button>
      )}
      <PatternField
        name="focus"
        label="Focus"
        hint="only stacks with a frame that matches this regular expression"
      />
      <PatternField
        name="hide"
        label="Hide"
        hint="leave out frames that match this regular expression, such as ^java\."
      />
    </div>
  );
}

interface PatternFieldProps {
  readonly name: "focus" | "hide";
  readonly label: string;
  readonly hint: string;
}

/** A regular expression that takes effect when Enter is pressed or the field is left. */
function PatternField({ name, label, hint }: PatternFieldProps) {
  const change: (text: string) => Partial<UrlState> = (text) => ({
    [name]: text || null,
  });
  return (
    <input
      class="filter"
      type="search"
      placeholder={`${label} regex…`}
      title={hint}
      aria-label={`${label}: ${hint}`}
      value={route.value[name] ?? ""}
      onChange={(event) => navigate(change(event.currentTarget.value))}
    />
  );
}
