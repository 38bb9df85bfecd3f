import { formatDuration, formatRange } from "../format/time";
import { navigate, route } from "../url/router";

/** The time window that filters every page, with a button that lifts it. Shows nothing for the whole trace. */
export function WindowChip() {
  const range = route.value.window;
  if (range === null) return null;
  return (
    <div class="chip-bar">
      <WindowChipButton />
      <span class="muted">
        {formatDuration(range.to - range.from)}; all numbers below are for this
        window
      </span>
    </div>
  );
}

export function WindowChipButton() {
  const range = route.value.window;
  if (range === null) return null;
  return (
    <button
      type="button"
      class="chip chip-on mono"
      data-testid="window-chip"
      title="Show the whole trace again"
      aria-label={`Time window ${formatRange(range)}. Press to show the whole trace again.`}
      onClick={() => navigate({ window: null })}
    >
      {formatRange(range)} <span aria-hidden="true">✕</span>
    </button>
  );
}
