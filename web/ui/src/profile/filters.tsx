import { useState } from "preact/hooks";
import { isSingleFile } from "../api/client";
import type { ProfileFacts } from "./answers";
import { place, set } from "./route";
import { FILTERS, type Filter } from "./state";

const HINTS: Record<Filter, string> = {
  f: "only stacks with a function or file that matches this regular expression",
  i: "no stacks with a function or file that matches",
  h: "leave out frames that match",
  s: "leave out all frames but those that match",
  sf: "leave out callers above the outermost frame that matches",
  tf: "only samples with a tag that matches: a regexp, key=regexp, or a range such as 1kb:2mb",
  ti: "no samples with a tag that matches",
};
const ALWAYS: readonly Filter[] = ["f", "i", "h"];
const MORE: readonly Filter[] = ["s", "sf", "tf", "ti"];
/** What a single file has no data for. */
const OF_TAGS: readonly Filter[] = ["tf", "ti"];

const GRANULARITIES = [
  ["", "Functions"],
  ["filefunctions", "Functions and files"],
  ["files", "Files"],
  ["lines", "Lines"],
  ["addresses", "Addresses"],
] as const;

/** Which samples and frames the views are about. All of it is in the address; the back key undoes. */
export function Filters({ facts }: { readonly facts: ProfileFacts }) {
  const { settings } = place.value;
  const [isOpen, setOpen] = useState(false);
  const more = MORE.filter(
    (key) =>
      (isOpen || settings[key] !== undefined) &&
      !(isSingleFile() && OF_TAGS.includes(key)),
  );
  return (
    <div class="profile-filters" role="group" aria-label="Filters">
      {[...ALWAYS, ...more].map((key) => (
        <PatternField key={key} name={key} />
      ))}
      {isOpen && !isSingleFile() && <Shape facts={facts} />}
      <button
        type="button"
        class="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? "Fewer" : "More filters"}
      </button>
      {Object.keys(settings).some((key) => key !== "si") && (
        <button type="button" class="button" onClick={reset}>
          Reset
        </button>
      )}
    </div>
  );
}

/** All but the sample type, which is no filter. */
function reset(): void {
  const empty = Object.fromEntries(
    Object.keys(place.value.settings)
      .filter((key) => key !== "si")
      .map((key) => [key, ""]),
  );
  set(empty);
}

function PatternField({ name }: { readonly name: Filter }) {
  const label = FILTERS[name];
  const value = place.value.settings[name] ?? "";
  return (
    <label class={value === "" ? "filter-field" : "filter-field filter-on"}>
      {label}
      <input
        class="filter"
        type="search"
        placeholder="regex…"
        title={`${label}: ${HINTS[name]}`}
        aria-label={`${label}: ${HINTS[name]}`}
        value={value}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}

/** What is one entry, and tags as frames. */
function Shape({ facts }: { readonly facts: ProfileFacts }) {
  const { settings } = place.value;
  return (
    <>
      <label class="chip">
        Entries:
        <select
          value={settings.g ?? ""}
          onChange={(event) => set({ g: event.currentTarget.value })}
        >
          {GRANULARITIES.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {facts.tags.length > 0 && (
        <label class="chip">
          Root by tag:
          <select
            value={settings.tagroot ?? ""}
            onChange={(event) => set({ tagroot: event.currentTarget.value })}
          >
            <option value="">none</option>
            {facts.tags.map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="chip">
        <input
          type="checkbox"
          checked={settings.noinlines === "true"}
          onChange={(event) =>
            set({ noinlines: event.currentTarget.checked ? "true" : "" })
          }
        />
        Without inlined frames
      </label>
    </>
  );
}
