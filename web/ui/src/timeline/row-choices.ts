import type { PaletteKey } from "../model/palette";
import type { Nanos, ThreadId } from "../units";
import { DENSITIES, toggledIn } from "../url/look";
import { rearrange, route } from "../url/router";

/** What somebody does to rows and colours; each is a step that Back undoes. */

export function pinOrUnpin(thread: ThreadId): void {
  rearrange({ pins: toggledIn(route.value.look.pins, thread) });
}

export function toggleSamples(thread: ThreadId): void {
  rearrange({ samples: toggledIn(route.value.look.samples, thread) });
}

export function hideThread(thread: ThreadId): void {
  const { hiddenThreads, pins } = route.value.look;
  rearrange({
    hiddenThreads: [...new Set([...hiddenThreads, thread])],
    pins: pins.filter((each) => each !== thread),
  });
}

export function hideGroup(key: string): void {
  const { hiddenGroups } = route.value.look;
  rearrange({ hiddenGroups: [...new Set([...hiddenGroups, key])] });
}

export function showHidden(): void {
  rearrange({ hiddenThreads: [], hiddenGroups: [] });
}

export function cycleDensity(): void {
  const at = DENSITIES.indexOf(route.value.look.density);
  rearrange({ density: DENSITIES[(at + 1) % DENSITIES.length] });
}

/** Highlights colours, or no longer; those that look the same together. */
export function toggleHighlight(keys: readonly PaletteKey[]): void {
  const { highlight } = route.value.look;
  rearrange({ highlight: keys.reduce(toggledIn, highlight) });
}

/** Marks an instant, or removes the marks within `reach` of it. */
export function toggleMark(nanos: Nanos, reach: Nanos): void {
  const { marks } = route.value.look;
  const far = marks.filter((mark) => Math.abs(mark - nanos) > reach);
  rearrange({
    marks:
      far.length < marks.length
        ? far
        : [...marks, Math.round(nanos)].sort((a, b) => a - b),
  });
}
