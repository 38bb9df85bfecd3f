import { signal } from "@preact/signals";
import type { TimelineLook } from "./look";
import { parseUrl, START_STATE, writeUrl, type UrlState } from "./state";

function read(): UrlState {
  return parseUrl(window.location.pathname, window.location.search);
}

/** The address bar as a value. Change it with {@link navigate}. */
export const route = signal<UrlState>(read());

window.addEventListener("popstate", () => {
  route.value = read();
});

export type HistoryMode = "push" | "replace";

/** Changes part of the address: `push` at the end of a gesture, `replace` while one is under way. */
export function navigate(
  change: Partial<UrlState>,
  mode: HistoryMode = "push",
): void {
  const next = { ...route.value, ...change };
  const address = writeUrl(next);
  if (mode === "push" && address !== currentAddress()) {
    window.history.pushState(null, "", address);
  } else {
    window.history.replaceState(null, "", address);
  }
  route.value = next;
}

function currentAddress(): string {
  return window.location.pathname + window.location.search;
}

/** The state of another page: the time window, the grouping, the look of the timeline and the theme travel along, all else starts afresh. */
export function pageState(change: Partial<UrlState>): UrlState {
  const { window: range, by, theme, look } = route.value;
  return { ...START_STATE, window: range, by, theme, look, ...change };
}

/** Changes how the timeline is arranged. */
export function rearrange(change: Partial<TimelineLook>): void {
  navigate({ look: { ...route.value.look, ...change } });
}

export function hrefTo(change: Partial<UrlState>): string {
  return writeUrl(pageState(change));
}
