import { apiUrl, getJson } from "../api/client";
import type { Events, EventsOfThread, Samples } from "../api/timeline";
import type { Nanos, ThreadId } from "../units";
import { MAX_SHOWN_LANES } from "./member-places";
import type { FetchWindows } from "./window-store";

/** The events of the program in threads. */
export const fetchEvents: FetchWindows<EventsOfThread> = async (
  threads,
  bucket,
  range,
  signal,
) => {
  const url = apiUrl("/api/events", {
    threads: threads.join(","),
    bucket,
    lanes: MAX_SHOWN_LANES,
    ...range,
  });
  return (await getJson<Events>(url, signal)).threads;
};

/** A stack that a thread was found in. */
export interface StackSample {
  readonly nanos: Nanos;
  /** Outermost first; empty where the JVM could not walk the stack. */
  readonly frames: readonly string[];
  readonly kind: string;
  /** Of samples that this one stands for. */
  readonly count: number;
}

export interface SamplesOfThread {
  readonly thread: ThreadId;
  readonly samples: readonly StackSample[];
}

/** What threads were found executing. */
export const fetchSamples: FetchWindows<SamplesOfThread> = async (
  threads,
  bucket,
  range,
  signal,
) => {
  const url = apiUrl("/api/samples", {
    threads: threads.join(","),
    bucket,
    ...range,
  });
  const answer = await getJson<Samples>(url, signal);
  const stacks = answer.stacks.map((stack) =>
    stack.map((frame) => answer.frames[frame]),
  );
  return answer.threads.map(({ thread, samples }) => ({
    thread,
    samples: samples.map(([nanos, stack, kind, count]) => ({
      nanos,
      frames: stack < 0 ? [] : stacks[stack],
      kind,
      count,
    })),
  }));
};
