import { useEffect, useRef } from "preact/hooks";
import { apiUrl } from "../api/client";
import type { EventDetails } from "../api/timeline";
import { useApi } from "../api/use-api";
import type { EventIndex } from "../units";
import { navigate } from "../url/router";

export type Direction = "next" | "previous";

export interface SelectedEvent {
  readonly event: EventDetails | null;
  readonly error: string | null;
  /** Selects an event that is on the screen: the view stays. */
  readonly click: (event: EventIndex) => void;
  /** Selects an event that may be anywhere. */
  readonly select: (event: EventIndex) => void;
  /** Selects a neighbour; once it is known which, if the event is still loading. */
  readonly step: (direction: Direction) => void;
}

/**
 * The event that the address selects, and ways to select another.
 *
 * @param hasRows whether there are rows to reveal an event in
 */
export function useEvent(
  index: EventIndex | null,
  hasRows: boolean,
  reveal: (event: EventDetails) => void,
): SelectedEvent {
  const { data, error, isLoading } = useApi<EventDetails>(
    index === null ? null : apiUrl("/api/event", { index }),
  );
  const event = data !== null && data.index === index ? data : null;
  const seen = useRef<EventIndex | null>(null);
  // What came from a key, a link or the search may be out of sight.
  useEffect(() => {
    if (event === null || !hasRows || event.index === seen.current) return;
    seen.current = event.index;
    reveal(event);
  }, [event, hasRows]);
  const select = (next: EventIndex) =>
    navigate({ event: next, selection: null });
  const stepFrom = (from: EventDetails, direction: Direction) => {
    const neighbour = from[direction];
    if (neighbour !== null) select(neighbour);
  };
  const steps = useRef<Direction[]>([]);
  useEffect(() => {
    const direction = event === null ? undefined : steps.current.shift();
    if (event !== null && direction !== undefined) stepFrom(event, direction);
    if (index === null || error !== null) steps.current = [];
  }, [event, index, error]);
  return {
    event,
    error: isLoading ? null : error,
    click: (next) => {
      seen.current = next;
      select(next);
    },
    select,
    step: (direction) => {
      if (event === null) steps.current.push(direction);
      else stepFrom(event, direction);
    },
  };
}
