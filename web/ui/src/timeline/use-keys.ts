import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isTyping } from "../components/use-shortcuts";
import type { Gestures } from "./gestures";
import { commandOf, type KeyCommand } from "./keys";

/** Calls `run` for each command that is typed while no other control wants the key. */
export function useKeys(
  gestures: RefObject<Gestures | null>,
  run: (command: KeyCommand) => void,
): void {
  const latest = useRef(run);
  latest.current = run;
  useLayoutEffect(() => {
    const holdSpace = (isDown: boolean) => {
      if (gestures.current !== null) gestures.current.isPanKeyDown = isDown;
    };
    const down = (event: KeyboardEvent) => {
      holdSpace(event.code === "Space");
      const command = commandOf(event);
      if (command === null || isTyping(event.target)) return;
      if (belongsToControl(event, command)) return;
      event.preventDefault();
      latest.current(command);
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === "Space") holdSpace(false);
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, []);
}

/** Enter and the keys that move belong to whatever control has the focus; in a menu, all keys do. */
function belongsToControl(event: KeyboardEvent, command: KeyCommand): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("[role=menu]") !== null) return true;
  return (
    target.closest("button, a, .drawer") !== null &&
    (command === "open" ||
      event.key.startsWith("Arrow") ||
      event.key === "Home" ||
      event.key === "End")
  );
}
