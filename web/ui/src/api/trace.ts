import { signal } from "@preact/signals";
import { getJson, messageOf } from "./client";
import type { TraceFacts } from "./types";

/** The facts of the trace; null until they have arrived. They never change while the page is open. */
export const traceFacts = signal<TraceFacts | null>(null);
export const traceError = signal<string | null>(null);

export async function loadTraceFacts(): Promise<void> {
  try {
    const facts = await getJson<TraceFacts>("/api/trace");
    traceFacts.value = facts;
    document.title = `${facts.name} – jtrace`;
  } catch (error) {
    traceError.value = messageOf(error);
  }
}
