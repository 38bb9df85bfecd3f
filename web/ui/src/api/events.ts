import type { Bytes, Nanos, ThreadId } from "../units";
import type { Frame } from "./types";

/** The events of a type in a window. */
export interface EventTypeCount {
  readonly name: string;
  readonly label: string | null;
  readonly count: number;
  readonly bytes: Bytes;
  /** Whether its events have a duration. */
  readonly lasts: boolean;
  /** Without the thread and the stack. */
  readonly fields: readonly string[];
}

export interface EventTypes {
  readonly unreadable: number;
  readonly types: readonly EventTypeCount[];
}

export interface RecordedEvent {
  readonly start: Nanos;
  readonly end: Nanos;
  /** Null where the event is of none, or of one that the trace does not know. */
  readonly thread: ThreadId | null;
  readonly threadName: string | null;
  /** As text, in the order of the fields of the type; null for no value. */
  readonly values: readonly (string | null)[];
  readonly stack: readonly Frame[] | null;
}

export interface EventPage {
  readonly count: number;
  readonly events: readonly RecordedEvent[];
}
