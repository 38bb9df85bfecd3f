import type { EventDetails } from "../api/timeline";
import type { Found } from "../api/types";
import { contains } from "./dictionaries";

/** Kinds of fields in whose values a search looks. */
const SEARCHED = ["text", "class", "method"];

/** Events of the program whose type, or the value of a field, has a text; or a field that is this number. */
export function findEvents(
  events: readonly EventDetails[],
  needle: string,
  limit: number,
): Found["events"] {
  type Match = {
    -readonly [K in keyof Found["events"][number]]: Found["events"][number][K];
  };
  const types = new Map<string, Match>();
  const values = new Map<string, Match>();
  const count = (
    matches: Map<string, Match>,
    event: EventDetails,
    field: string | null,
    value: string | null,
  ) => {
    const { type, label, index, start, end } = event;
    const key = JSON.stringify([type, field, value]);
    const match = matches.get(key);
    if (match === undefined)
      matches.set(key, {
        type,
        label,
        field,
        value,
        count: 1,
        index,
        start,
        end,
      });
    else {
      match.count++;
      if (start < match.start) Object.assign(match, { index, start, end });
    }
  };
  for (const event of events) {
    if (contains(event.type, needle) || contains(event.label, needle))
      count(types, event, null, null);
    for (const { name, kind, value } of event.fields) {
      if (value === null) continue;
      const isFound = SEARCHED.includes(kind)
        ? contains(value, needle)
        : kind === "number" && value === needle;
      if (isFound) count(values, event, name, value);
    }
  }
  return [types, values]
    .flatMap((matches) =>
      [...matches.values()].sort(
        (a, b) => b.count - a.count || a.index - b.index,
      ),
    )
    .slice(0, limit);
}
