import type { Frame } from "../api/types";

const FRAME_NOTE: Partial<Record<Frame["kind"], string>> = {
  native: "native",
  inlined: "inlined",
  interpreted: "interpreted",
  truncated: "the recording holds no deeper frames",
};

/** A call stack, innermost frame first. */
export function Stack({ frames }: { readonly frames: readonly Frame[] }) {
  return (
    <ol class="stack" data-testid="stack">
      {frames.map((frame, i) => (
        <li key={i} title={FRAME_NOTE[frame.kind]}>
          <span class={frame.kind === "truncated" ? "muted" : undefined}>
            {frame.kind === "truncated"
              ? "… deeper frames were not recorded"
              : frame.method}
          </span>
          {frame.line !== null && <span class="muted">:{frame.line}</span>}
        </li>
      ))}
    </ol>
  );
}
