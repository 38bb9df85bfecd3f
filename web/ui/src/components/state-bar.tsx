import { formatShare } from "../format/number";
import { formatDuration } from "../format/time";
import { isHatched } from "../model/palette";
import { STACK_ORDER, STATE_LABEL, STATE_ORDINAL } from "../model/states";
import type { Nanos } from "../units";

interface StateBarProps {
  /** Time per state, in the order of the API. */
  readonly states: readonly Nanos[];
  /** Width of the bar as a share of its cell; 1 if not given. */
  readonly fill?: number;
}

/** A stacked bar of time by state. Its title lists the shares in words. */
export function StateBar({ states, fill = 1 }: StateBarProps) {
  const total = states.reduce((sum, nanos) => sum + nanos, 0);
  const parts = STACK_ORDER.map((key) => ({
    key,
    nanos: states[STATE_ORDINAL[key]] ?? 0,
  })).filter(({ nanos }) => nanos > 0);
  const words = parts
    .map(
      ({ key, nanos }) =>
        `${STATE_LABEL[key]} ${formatShare(nanos / total)} (${formatDuration(nanos)})`,
    )
    .join("\n");
  return (
    <div
      class="state-bar"
      role="img"
      title={words}
      aria-label={words === "" ? "no time" : words}
    >
      {parts.map(({ key, nanos }) => (
        <i
          key={key}
          class={isHatched(key) ? "hatched" : undefined}
          style={{
            width: `${(100 * fill * nanos) / total}%`,
            backgroundColor: `var(--state-${key})`,
          }}
        />
      ))}
    </div>
  );
}
