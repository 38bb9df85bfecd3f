import { timelineAt } from "../url/timeline-at";
import type { Nanos, ThreadId } from "../units";
import { Link } from "./link";

interface NamedThreadProps {
  /** Null when it is not known which thread it was. */
  readonly thread: ThreadId | null;
  readonly name: string | null;
  /** With it the link leads to what the thread did then, otherwise to the thread's page. */
  readonly nanos?: Nanos;
}

/** A thread by name that leads to more about it. */
export function NamedThread({ thread, name, nanos }: NamedThreadProps) {
  if (thread === null) return <span class="muted">unknown</span>;
  const room = 1_000_000;
  const to =
    nanos === undefined
      ? { page: "thread" as const, thread }
      : timelineAt(
          { from: Math.max(0, nanos - room), to: nanos + room },
          { selection: { thread, nanos: Math.floor(nanos) } },
        );
  const text = name ?? `#${thread}`;
  return (
    <Link to={to} class="mono ellipsis name" title={text}>
      {text}
    </Link>
  );
}
