import { getJson } from "./client";

/** What the pages are about. */
export type Subject = "trace" | "profile";

/** Asks the server what it serves. Who does not answer is asked again by the pages of a trace, which say so. */
export async function subject(): Promise<Subject> {
  if (window.location.protocol === "file:") return "trace";
  try {
    const status = await getJson<{ subject: Subject }>("/api/status");
    return status.subject;
  } catch {
    return "trace";
  }
}
