import { getJson } from "./client";

/** What the pages are about. */
export type Subject = "trace" | "profile";

/** Asks the server what it serves. If it does not answer, the pages of a trace will say so. */
export async function servedSubject(): Promise<Subject> {
  try {
    return (await getJson<{ subject: Subject }>("/api/status")).subject;
  } catch {
    return "trace";
  }
}
