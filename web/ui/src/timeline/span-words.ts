import type { Span } from "../api/types";
import type { EventDetails } from "../api/timeline";
import { formatBytes } from "../format/number";
import { formatDuration } from "../format/time";
import { isStateKey, STATE_LABEL } from "../model/states";
import type { Nanos } from "../units";

/** What the subject of a span is called: a lock, a remote address, a file. */
export function subjectHead(span: Pick<Span, "state">): string {
  switch (span.state) {
    case "blocked":
    case "waiting":
      return "Lock";
    case "parked":
      return "Blocker";
    case "socketIo":
      return "Peer";
    case "fileIo":
      return "File";
    default:
      return "On";
  }
}

/** What the other thread of a span is to it. */
export function otherHead(span: Pick<Span, "state" | "operation">): string {
  switch (span.state) {
    case "running":
      return span.operation === "carries" ? "Virtual thread" : "Carrier";
    case "runnable":
      return "Woken by";
    case "blocked":
      return "Previous owner";
    case "parked":
      return "Owner";
    default:
      return "Notified by";
  }
}

/** When to look at the other thread: a wait is ended by it, all else begins with it. */
export function otherNanos(span: Pick<Span, "state" | "start" | "end">): Nanos {
  return span.state === "running" || span.state === "runnable"
    ? span.start
    : span.end;
}

/** Bytes moved or time-out given, in words; null when there is neither. */
export function amountText(
  span: Pick<Span, "amount" | "amountKind">,
): string | null {
  if (span.amount === null || span.amountKind === null) return null;
  return span.amountKind === "bytes"
    ? formatBytes(span.amount)
    : `${formatDuration(span.amount)} at most`;
}

/** One line that a screen reader speaks when an event gets selected. */
export function spokenEvent(event: EventDetails): string {
  const where = event.threadName === null ? "" : `${event.threadName}, `;
  const length = event.instant
    ? "instant"
    : formatDuration(event.end - event.start);
  return `${where}${event.label}, ${length}`;
}

/** One line that a screen reader speaks when the span gets selected. */
export function spokenSpan(span: Span): string {
  const state = isStateKey(span.state)
    ? STATE_LABEL[span.state].toLowerCase()
    : span.state;
  const subject = span.subject === null ? "" : ` on ${span.subject}`;
  return `${span.threadName}, ${state}${subject}, ${formatDuration(span.end - span.start)}`;
}
