import { formatDuration } from "../format/time";
import type { ThreadId, TimeRange } from "../units";
import { Link } from "./link";

interface PathLinkProps {
  readonly thread: ThreadId;
  readonly range: TimeRange;
}

/** A link to what a thread's wait was really for. */
export function PathLink({ thread, range }: PathLinkProps) {
  return (
    <Link
      to={{ page: "critical-path", thread, window: range }}
      title={`What these ${formatDuration(range.to - range.from)} were really for`}
    >
      Critical path
    </Link>
  );
}
