import { isHatched, type PaletteKey } from "../model/palette";
import { STATE_LABEL } from "../model/states";

const ENTRIES: readonly { readonly key: PaletteKey; readonly label: string }[] =
  [
    { key: "running", label: STATE_LABEL.running },
    { key: "runnable", label: STATE_LABEL.runnable },
    { key: "blocked", label: "Monitor" },
    { key: "parked", label: "Parked / waiting" },
    { key: "sleeping", label: STATE_LABEL.sleeping },
    { key: "socketIo", label: STATE_LABEL.socketIo },
    { key: "fileIo", label: STATE_LABEL.fileIo },
    { key: "native", label: STATE_LABEL.native },
    { key: "gc", label: "GC pause" },
    { key: "pinned", label: "Pinned" },
  ];

/** The meaning of the colours. */
export function Legend() {
  return (
    <ul class="legend" aria-label="Colours">
      {ENTRIES.map(({ key, label }) => (
        <li key={key}>
          <Swatch of={key} />
          {label}
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
