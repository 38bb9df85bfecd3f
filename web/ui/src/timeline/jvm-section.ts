import type { Tracks } from "../api/types";
import type { JvmSection } from "./rows";

export const NO_JVM_SECTION: JvmSection = {
  isOpen: false,
  counterKeys: [],
  hasGc: false,
  eventLanes: 0,
};

/** Heap first; what else the recording counts stays on its own pages. */
export function jvmSection(
  tracks: Tracks | null,
  isOpen: boolean,
  eventLanes: number,
): JvmSection {
  const heap =
    tracks?.counters.filter(
      ({ key, values }) => /^heap/i.test(key) && values.length > 0,
    ) ?? [];
  return {
    isOpen,
    eventLanes,
    counterKeys: heap.slice(0, 1).map(({ key }) => key),
    hasGc:
      tracks !== null && tracks.gcPauses.length + tracks.concurrent.length > 0,
  };
}
