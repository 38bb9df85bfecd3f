import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { apiUrl } from "../api/client";
import type { Found } from "../api/types";
import type { FoundSpans } from "../api/timeline";
import { useApi } from "../api/use-api";
import { navigate, pageState } from "../url/router";
import { commandsMatching } from "./commands";
import {
  commandHits,
  isFilter,
  nameHits,
  spanHits,
  timeHits,
  type Hit,
} from "./search-hits";
import { searchAsked } from "./use-shortcuts";

const DEBOUNCE_MILLIS = 150;
const SPANS_LISTED = 8;

interface Hits {
  readonly hits: readonly Hit[];
  readonly error: string | null;
  readonly isAnswered: boolean;
}

/** What the text leads to: behind `>` commands; a time; spans of a filter; else whatever has it in its name. */
function useHits(query: string): Hits {
  const isCommand = query.startsWith(">");
  const isSpans = !isCommand && isFilter(query);
  const names = useApi<Found>(
    query === "" || isCommand || isSpans
      ? null
      : apiUrl("/api/find", { q: query, limit: 50 }),
  );
  const spans = useApi<FoundSpans>(
    isSpans ? apiUrl("/api/spans", { q: query, limit: SPANS_LISTED }) : null,
  );
  if (isCommand) {
    const commands = commandsMatching(query.slice(1).trim());
    return { hits: commandHits(commands), error: null, isAnswered: true };
  }
  const { error } = isSpans ? spans : names;
  return {
    hits: [
      ...timeHits(query),
      ...(isSpans && spans.data !== null
        ? spanHits(query, spans.data.count, spans.data.spans)
        : []),
      ...(!isSpans && names.data !== null ? nameHits(names.data) : []),
    ],
    error,
    isAnswered: error !== null || (isSpans ? spans : names).data !== null,
  };
}

/** The search of the top bar, and the palette of commands. */
export function SearchBox({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const query = useDebounced(text.trim());
  const { hits, error, isAnswered } = useHits(query);
  const asked = searchAsked.value;
  useEffect(() => {
    if (asked > 0) inputRef.current?.focus();
  }, [asked]);
  const isShown = isOpen && query !== "" && isAnswered;

  const open = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    if (hit.run === undefined && hit.target === null) return;
    setOpen(false);
    inputRef.current?.blur();
    if (hit.target !== null) navigate(pageState(hit.target));
    else {
      setText("");
      hit.run?.();
    }
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
        placeholder="Search threads, frames, locks… or > for commands"
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

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), DEBOUNCE_MILLIS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
