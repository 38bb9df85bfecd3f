import { copyText } from "../components/clipboard";
import type { MenuItem } from "../components/context-menu";
import { isSingleFile } from "../api/client";
import { literally } from "../format/pattern";
import { go, place, set, viewState } from "./route";
import type { Filter } from "./state";

/** A regular expression that finds just this entry. */
export function exactly(text: string): string {
  return `^${literally(text)}$`;
}

/** Turns the flame graph about an entry. */
export function pivotOn(entry: string): void {
  go(pivotState(entry));
}

export function pivotState(entry: string) {
  return viewState("flamegraph", { pivot: exactly(entry) });
}

export function showAll(): void {
  go({ pivot: "" });
}

/** The name of an entry's function: entries may have lines, files or addresses too, which filters do not look at. */
export function functionOf(entry: string, granularity: string): string {
  switch (granularity) {
    case "filefunctions":
    case "lines":
      return withoutPlace(entry);
    case "addresses":
      return withoutPlace(entry.replace(/^[0-9a-f]{16} /, ""));
    default:
      return entry;
  }
}

function withoutPlace(entry: string): string {
  const blank = entry.lastIndexOf(" ");
  return blank < 0 ? entry : entry.slice(0, blank);
}

/** The filter with one more function: of those that leave out, any may match; of others the new one counts. */
export function added(filter: Filter, before: string, pattern: string): string {
  const isCollecting = filter === "i" || filter === "h";
  return isCollecting && before !== "" ? `${before}|${pattern}` : pattern;
}

function refine(filter: Filter, entry: string): void {
  const before = place.value.settings[filter] ?? "";
  const name = functionOf(entry, place.value.settings.g ?? "");
  set({ [filter]: added(filter, before, exactly(name)) });
}

/** What can be done with an entry of a report. */
export function itemsOf(entry: string): readonly MenuItem[] {
  const name = functionOf(entry, place.value.settings.g ?? "");
  return [
    { label: "Callers and callees as flame graph", act: () => pivotOn(entry) },
    { label: "Focus: only stacks with it", act: () => refine("f", entry) },
    { label: "Ignore: no stacks with it", act: () => refine("i", entry) },
    { label: "Hide the frame", act: () => refine("h", entry) },
    { label: "Show from it", act: () => refine("sf", entry) },
    {
      label: "Peek: callers and callees",
      act: () => go(viewState("peek", { query: exactly(entry) })),
    },
    ...(isSingleFile()
      ? []
      : [
          {
            label: "Source",
            act: () => go(viewState("source", { query: exactly(name) })),
          },
        ]),
    { label: "Copy the name", act: () => copyText(entry) },
  ];
}
