import type { Frame } from "../api/types";
import { Stack } from "./stack";

/** A stack as its innermost frame; the rest on demand. */
export function FoldedStack({
  frames,
}: {
  readonly frames: readonly Frame[] | null;
}) {
  if (frames === null || frames.length === 0)
    return <span class="muted">no stack recorded</span>;
  return (
    <details class="folded-stack">
      <summary class="mono ellipsis" title={frames[0].method}>
        {frames[0].method}
      </summary>
      <Stack frames={frames} />
    </details>
  );
}

/** What a table sorts a stack by, and writes to CSV. */
export function stackText(frames: readonly Frame[] | null): string {
  return frames?.map(({ method }) => method).join(" < ") ?? "";
}
