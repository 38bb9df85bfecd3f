import { useRef, useState } from "preact/hooks";
import type { PointerPlace } from "./gestures";

const SHOW_AFTER_MILLIS = 80;

/** The place for the tooltip: where the pointer has rested for a moment; null while it moves from row to row. */
export function useHover() {
  const [place, setPlace] = useState<PointerPlace | null>(null);
  const timer = useRef(0);
  const hover = (next: PointerPlace | null) => {
    window.clearTimeout(timer.current);
    if (next === null) {
      if (place !== null) setPlace(null);
      return;
    }
    timer.current = window.setTimeout(() => setPlace(next), SHOW_AFTER_MILLIS);
  };
  return { place, hover };
}
