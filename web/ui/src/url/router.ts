import { signal } from "@preact/signals";
import {
  currentParts,
  hrefOfAddress,
  onAddress,
  putAddress,
  type HistoryMode,
} from "./address";
import type { TimelineLook } from "./look";
import { parseUrl, START_STATE, writeUrl, type UrlState } from "./state";

function read(): UrlState {
  return parseUrl(...currentParts());
}

/** What a link to a state says. */
export function hrefOf(state: UrlState): string {
  return hrefOfAddress(writeUrl(state));
}

/** The address bar as a value. Change it with {@link navigate}. */
export const route = signal<UrlState>(read());

onAddress(() => {
  route.value = read();
});

/** Changes part of the address: `push` at the end of a gesture, `replace` while one is under way. */
export function navigate(
  change: Partial<UrlState>,
  mode: HistoryMode = "push",
): void {
  const next = { ...route.value, ...change };
  putAddress(writeUrl(next), mode);
  route.value = next;
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
