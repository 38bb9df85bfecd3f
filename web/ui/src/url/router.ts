import { signal } from "@preact/signals";
import type { TimelineLook } from "./look";
import { parseUrl, START_STATE, writeUrl, type UrlState } from "./state";

/** A file on a disk has no other pages: there the address is behind a `#`. */
const isFile = window.location.protocol === "file:";

function read(): UrlState {
  const [path, search = ""] = currentAddress().split("?", 2);
  return parseUrl(isFile && path === "" ? "/" : path, search);
}

/** What a link to a state says. */
export function hrefOf(state: UrlState): string {
  return isFile ? `#${writeUrl(state)}` : writeUrl(state);
}

/** The address bar as a value. Change it with {@link navigate}. */
export const route = signal<UrlState>(read());

window.addEventListener("popstate", () => {
  // In a file, `#page` of the skip link is a place in the page and no address.
  const isPlace = isFile && /^#[^/]/.test(window.location.hash);
  if (!isPlace) route.value = read();
});

export type HistoryMode = "push" | "replace";

/** Changes part of the address: `push` at the end of a gesture, `replace` while one is under way. */
export function navigate(
  change: Partial<UrlState>,
  mode: HistoryMode = "push",
): void {
  const next = { ...route.value, ...change };
  const address = hrefOf(next);
  if (mode === "push" && writeUrl(next) !== currentAddress()) {
    window.history.pushState(null, "", address);
  } else {
    window.history.replaceState(null, "", address);
  }
  route.value = next;
}

function currentAddress(): string {
  const { hash, pathname, search } = window.location;
  return isFile ? hash.slice(1) : pathname + search;
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
  return hrefOf(pageState(change));
}
