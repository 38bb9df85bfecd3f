import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { apiUrl, isSingleFile } from "../api/client";
import type { Found } from "../api/types";
import { useApi } from "../api/use-api";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { navigate, pageState, timelineAt } from "../url/router";
import type { Nanos } from "../units";
import type { UrlState } from "../url/state";

interface Hit {
  readonly kind: string;
  readonly text: string;
  readonly note: string;
  /** Where the hit leads; null for locks and frames, which have no page of their own: their numbers are the answer. */
  readonly target: Partial<UrlState> | null;
}

const DEBOUNCE_MILLIS = 150;
const HITS_PER_KIND = 8;
/** An instant is shown with this much around it. */
const EVENT_ROOM: Nanos = 1_000_000;

/** The search of the top bar: threads, groups, frames, locks and events by part of their name. */
export function SearchBox({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const query = useDebounced(text.trim());
  const { data, error } = useApi<Found>(
    query === "" ? null : apiUrl("/api/find", { q: query, limit: 50 }),
  );
  const hits = data === null || query === "" ? [] : hitsOf(data);
  const isShown = isOpen && query !== "" && (data !== null || error !== null);

  const open = (hit: Hit | undefined) => {
    if (hit === undefined || hit.target === null) return;
    navigate(pageState(hit.target));
    setOpen(false);
    inputRef.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step =
      event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(hits.length - 1, chosen + step)));
    } else if (event.key === "Enter") {
      open(hits[chosen]);
    } else if (event.key === "Escape") {
      setOpen(false);
      inputRef.current?.blur();
    }
  };

  return (
    <div class="search" role="search">
      <span class="search-sign" aria-hidden="true">
        ⌕
      </span>
      <input
        ref={inputRef}
        type="text"
        role="combobox"
        placeholder={
          isSingleFile()
            ? "Search threads and groups; in stacks only with jtrace"
            : "Search threads, frames, locks, events…"
        }
        aria-label="Search threads, frames, locks, events"
        aria-expanded={isShown}
        aria-controls="search-hits"
        aria-activedescendant={
          isShown && hits.length > 0 ? `hit-${chosen}` : undefined
        }
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul
        id="search-hits"
        class="search-hits"
        role="listbox"
        aria-label="Found"
        hidden={!isShown}
      >
        {hits.map((hit, i) => (
          <li
            key={`${hit.kind} ${hit.text} ${i}`}
            id={`hit-${i}`}
            role="option"
            aria-selected={i === chosen}
            class={hit.target === null ? "search-fact" : undefined}
            onPointerDown={(event) => {
              event.preventDefault(); // Keeps the focus, whose loss would hide the list before the click.
              open(hit);
            }}
          >
            <span class="search-kind">{hit.kind}</span>
            <span class="mono ellipsis">{hit.text}</span>
            <span class="muted">{hit.note}</span>
          </li>
        ))}
        {isShown && hits.length === 0 && (
          <li
            class="search-none"
            role="option"
            aria-selected={false}
            aria-disabled="true"
          >
            {error ?? "Nothing in this trace has that in its name."}
          </li>
        )}
      </ul>
    </div>
  );
}

function hitsOf(found: Found): Hit[] {
  const first = <T,>(list: readonly T[]) => list.slice(0, HITS_PER_KIND);
  return [
    ...first(found.groups).map((group): Hit => ({
      kind: "group",
      text: group,
      note: "",
      target: { page: "group", group, by: "name" },
    })),
    ...first(found.threads).map(({ id, name }): Hit => ({
      kind: "thread",
      text: name,
      note: "",
      target: { page: "thread", thread: id },
    })),
    ...first(found.events).map((found): Hit => ({
      kind: "event",
      text:
        found.field === null
          ? found.label
          : `${found.label}: ${found.field} = ${found.value ?? ""}`,
      note: `${formatCount(found.count)} ${found.count === 1 ? "event" : "events"}`,
      target: timelineAt(
        {
          from: found.start,
          to: Math.max(found.end, found.start + EVENT_ROOM),
        },
        { event: found.index },
      ),
    })),
    ...first(found.locks).map(({ lock, waits, totalNanos }): Hit => ({
      kind: "lock",
      text: lock,
      note: `${formatCount(waits)} waits, ${formatDuration(totalNanos)}`,
      target: null,
    })),
    ...first(found.frames).map(({ method, spans }): Hit => ({
      kind: "frame",
      text: method,
      note: `${formatCount(spans)} spans`,
      target: null,
    })),
  ];
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), DEBOUNCE_MILLIS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
