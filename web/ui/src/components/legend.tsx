import { isHatched, type PaletteKey } from "../model/palette";
import { STATE_LABEL } from "../model/states";

interface Entry {
  readonly key: PaletteKey;
  readonly label: string;
  /** What else looks the same. */
  readonly also?: PaletteKey;
}

const ENTRIES: readonly Entry[] = [
  { key: "running", label: STATE_LABEL.running },
  { key: "runnable", label: STATE_LABEL.runnable },
  { key: "blocked", label: "Monitor" },
  { key: "parked", label: "Parked / waiting", also: "waiting" },
  { key: "sleeping", label: STATE_LABEL.sleeping },
  { key: "socketIo", label: STATE_LABEL.socketIo },
  { key: "fileIo", label: STATE_LABEL.fileIo },
  { key: "native", label: STATE_LABEL.native },
  { key: "gc", label: "GC pause" },
  { key: "pinned", label: "Pinned" },
];

interface LegendProps {
  /** What is highlighted, and what a click on an entry changes; without it the legend only explains. */
  readonly highlight?: readonly PaletteKey[];
  readonly onToggle?: (keys: readonly PaletteKey[]) => void;
}

/** The meaning of the colours; where it may, a choice of those that are to stand out. */
export function Legend({ highlight = [], onToggle }: LegendProps) {
  return (
    <ul class="legend" aria-label="Colours">
      {ENTRIES.map(({ key, label, also }) => (
        <li key={key}>
          {onToggle === undefined || key === "gc" ? (
            <>
              <Swatch of={key} />
              {label}
            </>
          ) : (
            <button
              type="button"
              aria-pressed={highlight.includes(key)}
              title={`Highlight: ${label}`}
              onClick={() => onToggle(also === undefined ? [key] : [key, also])}
            >
              <Swatch of={key} />
              {label}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ of }: { readonly of: PaletteKey }) {
  return (
    <i
      class={isHatched(of) ? "swatch hatched" : "swatch"}
      style={{ backgroundColor: `var(--state-${of})` }}
      aria-hidden="true"
    />
  );
}
