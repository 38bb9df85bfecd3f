import { useEffect, useRef, useState } from "preact/hooks";
import { apiUrl, getJson, messageOf } from "../api/client";
import type { Span } from "../api/types";
import type { Flow, Flows } from "../api/timeline";
import { useApi } from "../api/use-api";
import type { Nanos, SpanIndex, ThreadId } from "../units";
import { navigate, route } from "../url/router";
import type { SpanSelection } from "../url/state";
import type { SpanActions } from "./drawer";

const MAX_FLOWS = 200;

export interface SelectedSpan extends SpanActions {
  /** Calls back with the span at a place, which need not be the selected one. */
  readonly lookUp: (
    thread: ThreadId,
    nanos: Nanos,
    then: (span: Span) => void,
  ) => void;
  readonly span: Span | null;
  readonly error: string | null;
  readonly flows: readonly Flow[];
}

/**
 * The span that the address selects, with its flows; and ways to select another. Rows from `threadCount` on are processors,
 * which have spans but no flows.
 */
export function useSpan(
  selection: SpanSelection | null,
  threadCount: number,
  reveal: (span: Span) => void,
): SelectedSpan {
  const { data, error, isLoading } = useApi<Span>(
    selection &&
      apiUrl("/api/span", { thread: selection.thread, t: selection.nanos }),
  );
  const span = data !== null && isOf(data, selection) ? data : null;
  const flows = useApi<Flows>(
    span !== null && span.thread < threadCount
      ? apiUrl("/api/flows", {
          thread: span.thread,
          from: Math.floor(span.start),
          to: Math.ceil(span.end) + 1,
          limit: MAX_FLOWS,
        })
      : null,
  );
  // A selection that came from a key or a link may be out of sight; one that was clicked is not.
  const wantsReveal = useRef(false);
  useEffect(() => {
    if (span === null || !wantsReveal.current) return;
    wantsReveal.current = false;
    reveal(span);
  }, [span]);

  const selectAt = (thread: ThreadId, nanos: Nanos) => {
    wantsReveal.current = true;
    navigate({
      selection: { thread, nanos: Math.floor(nanos) },
      event: null,
    });
  };
  const [lookUpError, setLookUpError] = useState<string | null>(null);
  const ask = (url: string, then: (found: Span) => void) => {
    setLookUpError(null);
    getJson<Span>(url).then(then, (failure: unknown) =>
      setLookUpError(messageOf(failure)),
    );
  };
  const selectIndex = (index: SpanIndex) => {
    const before = route.value.selection;
    ask(apiUrl("/api/span", { index }), (next) => {
      // Whoever has selected something else meanwhile, or nothing, is not taken back.
      if (route.value.selection === before) selectAt(next.thread, next.start);
    });
  };
  return {
    span,
    error: isLoading ? null : (error ?? lookUpError),
    flows:
      span === null
        ? []
        : (flows.data?.flows ?? []).filter((flow) => touches(flow, span)),
    selectAt,
    selectIndex,
    lookUp: (thread, nanos, then) =>
      ask(apiUrl("/api/span", { thread, t: nanos }), then),
  };
}

function isOf(span: Span, selection: SpanSelection | null): boolean {
  return (
    selection !== null &&
    span.thread === selection.thread &&
    span.start <= selection.nanos &&
    (selection.nanos < span.end || span.start === span.end)
  );
}

/** Only the arrows that leave or end this span; the thread may have others in the same stretch. */
function touches(flow: Flow, span: Span): boolean {
  // What ends a span arrives at its end; at its start arrives what ended the span before.
  const endsIt =
    flow.toThread === span.thread &&
    flow.to > span.start &&
    flow.to <= span.end;
  const leavesIt =
    flow.fromThread === span.thread &&
    flow.from >= span.start &&
    flow.from < span.end;
  return endsIt || leavesIt;
}
