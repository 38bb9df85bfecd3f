import { formatShare } from "../format/number";
import { formatDuration, formatExactNanos } from "../format/time";
import {
  STACK_ORDER,
  STATE_LABEL,
  STATE_ORDINAL,
  STATE_SENTENCE,
} from "../model/states";
import type { Nanos } from "../units";
import { Swatch } from "./legend";
import { Empty } from "./notice";
import { StateBar } from "./state-bar";

/** Time by state as a wide bar with every share written out. */
export function StateShares({ states }: { readonly states: readonly Nanos[] }) {
  const total = states.reduce((sum, nanos) => sum + nanos, 0);
  if (total === 0) return <Empty>Not alive in this window.</Empty>;
  return (
    <div class="state-shares">
      <StateBar states={states} />
      <ul>
        {STACK_ORDER.filter((key) => states[STATE_ORDINAL[key]] > 0).map(
          (key) => {
            const nanos = states[STATE_ORDINAL[key]];
            return (
              <li
                key={key}
                title={`${STATE_SENTENCE[key]}: ${formatExactNanos(nanos)}`}
              >
                <Swatch of={key} />
                {STATE_LABEL[key]} <b>{formatDuration(nanos)}</b>{" "}
                <span class="muted">{formatShare(nanos / total)}</span>
              </li>
            );
          },
        )}
      </ul>
    </div>
  );
}
