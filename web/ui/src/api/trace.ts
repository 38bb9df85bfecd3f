import { signal } from "@preact/signals";
import { getJson, messageOf } from "./client";
import type { Bytes } from "../units";
import type { TraceFacts } from "./types";

/** Where reading the recording stands. */
export interface TraceStatus {
  /** 0 until there is a trace; counts up with every newer one. */
  readonly version: number;
  /** Whether newer traces may come. */
  readonly following: boolean;
  readonly step: string | null;
  readonly doneBytes: Bytes;
  readonly totalBytes: Bytes | null;
  /** Why the last attempt to read anew failed. */
  readonly problem: string | null;
}

/** The facts of the trace; null until they have arrived. Replaced when a followed recording has grown. */
export const traceFacts = signal<TraceFacts | null>(null);
export const traceError = signal<string | null>(null);

/** How far the server is with reading, and whether it follows the recording; null until the first answer. */
export const traceStatus = signal<TraceStatus | null>(null);

/** Counts up with every newer trace. Whoever shows numbers of the trace asks for them again when it changes. */
export const traceVersion = signal(0);

const WHILE_READING_MILLIS = 300;
const WHILE_FOLLOWING_MILLIS = 1000;
const AFTER_ERROR_MILLIS = 3000;

/** Loads the facts once the trace is there, and again for as long as newer traces may come. */
export async function watchTrace(): Promise<void> {
  for (;;) {
    let pauseMillis = WHILE_FOLLOWING_MILLIS;
    try {
      const status = await getJson<TraceStatus>("/api/status");
      traceStatus.value = status;
      if (status.version !== traceVersion.value) await loadTraceFacts();
      if (status.version === 0) pauseMillis = WHILE_READING_MILLIS;
      else if (!status.following) return;
    } catch (error) {
      // A page that already shows a trace goes on showing it.
      if (traceFacts.value === null) {
        traceError.value = messageOf(error);
        return;
      }
      traceStatus.value = null;
      pauseMillis = AFTER_ERROR_MILLIS;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMillis));
  }
}

async function loadTraceFacts(): Promise<void> {
  const facts = await getJson<TraceFacts>("/api/trace");
  traceFacts.value = facts;
  traceVersion.value = facts.version;
  document.title = `${facts.name} – jtrace`;
}
