import type { GroupRow } from "../api/types";
import { STATE_KEYS, STATE_ORDINAL, type StateKey } from "./states";

/** How much of its time a group spent in a state, within a stretch of time and outside of it. */
export interface Change {
  readonly group: string;
  readonly state: StateKey;
  /** Shares of the time of all threads of the group, 0 to 1; null where the group did not live then. */
  readonly inside: number | null;
  readonly outside: number | null;
  /** Inside minus outside; 0 where one of them is null. */
  readonly change: number;
}

/** Smaller changes are noise. */
const LEAST_CHANGE = 0.01;

/**
 * What groups did differently within a stretch of time than in the rest of the trace, greatest change first. What is not
 * known is neither in the shares nor a change.
 */
export function changesOf(
  inside: readonly GroupRow[],
  whole: readonly GroupRow[],
): Change[] {
  const insideByKey = new Map(inside.map((group) => [group.key, group]));
  const changes = whole.flatMap((group) =>
    changesOfGroup(group, insideByKey.get(group.key) ?? null),
  );
  return changes
    .filter(({ change }) => Math.abs(change) >= LEAST_CHANGE)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

function changesOfGroup(whole: GroupRow, inside: GroupRow | null): Change[] {
  const within = inside?.states ?? whole.states.map(() => 0);
  const rest = whole.states.map((nanos, i) => Math.max(0, nanos - within[i]));
  return STATE_KEYS.filter((key) => key !== "undetermined").map((state) => {
    const insideShare = shareOf(within, state);
    const outsideShare = shareOf(rest, state);
    return {
      group: whole.key,
      state,
      inside: insideShare,
      outside: outsideShare,
      change:
        insideShare === null || outsideShare === null
          ? 0
          : insideShare - outsideShare,
    };
  });
}

function shareOf(states: readonly number[], state: StateKey): number | null {
  const known = states.reduce(
    (sum, nanos, i) => (i === STATE_ORDINAL.undetermined ? sum : sum + nanos),
    0,
  );
  return known === 0 ? null : states[STATE_ORDINAL[state]] / known;
}
