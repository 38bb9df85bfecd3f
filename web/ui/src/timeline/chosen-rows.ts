import type { RowGroup, Rows } from "../api/timeline";
import type { ThreadId } from "../units";
import type { TimelineLook } from "../url/look";

/** The rows without those that somebody has hidden. */
export function withoutHidden(rows: Rows, look: TimelineLook): Rows {
  if (look.hiddenThreads.length === 0 && look.hiddenGroups.length === 0)
    return rows;
  const threads = new Set(look.hiddenThreads);
  const groups = new Set(look.hiddenGroups);
  return {
    groups: rows.groups
      .filter(({ key }) => !groups.has(key))
      .map((group) => membersWhere(group, (thread) => !threads.has(thread)))
      .filter(({ count }) => count > 0),
  };
}

/** The rows without the events of the program. */
export function withoutEvents(rows: Rows): Rows {
  return {
    groups: rows.groups.map(({ eventLanes: _, ...group }) => group),
  };
}

/** A group of its own for each pinned thread, in the order in which they were pinned. */
export function pinnedRows(rows: Rows, pins: readonly ThreadId[]): Rows {
  const wanted = new Set(pins);
  const found = new Map<ThreadId, RowGroup>();
  for (const group of pins.length === 0 ? [] : rows.groups)
    for (const thread of group.threads)
      if (wanted.has(thread))
        found.set(
          thread,
          membersWhere(
            { ...group, count: group.threads.length },
            (each) => each === thread,
          ),
        );
  return { groups: pins.flatMap((thread) => found.get(thread) ?? []) };
}

/** The group with only some of its members; those that were not sent stay counted. */
function membersWhere(
  group: RowGroup,
  isKept: (thread: ThreadId) => boolean,
): RowGroup {
  const at = group.threads.flatMap((thread, i) => (isKept(thread) ? [i] : []));
  const dropped = group.threads.length - at.length;
  if (dropped === 0) return group;
  const pick = <T>(column: readonly T[]) => at.map((i) => column[i]);
  return {
    ...group,
    count: group.count - dropped,
    threads: pick(group.threads),
    starts: pick(group.starts),
    ends: pick(group.ends),
    names: pick(group.names),
    kinds: pick(group.kinds),
    ...(group.eventLanes && { eventLanes: pick(group.eventLanes) }),
  };
}
