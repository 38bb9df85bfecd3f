import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

interface Shortcuts {
  readonly focusSearch: () => void;
  readonly showHelp: () => void;
}

/** Counts how often something asked for the search box; it has the focus after each. */
export const searchAsked = signal(0);

export function focusSearch(): void {
  searchAsked.value++;
}

/** True where letters are text, not commands. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input, textarea, select, dialog *"))
  );
}

/** The keys that work on every page: `/` and Ctrl+K search, `?` help. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isControlK =
        (event.ctrlKey || event.metaKey) && event.code === "KeyK";
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (
        isControlK ||
        (event.key === "/" && isPlain && !isTyping(event.target))
      ) {
        event.preventDefault();
        shortcuts.focusSearch();
      } else if (event.key === "?" && isPlain && !isTyping(event.target)) {
        event.preventDefault();
        shortcuts.showHelp();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shortcuts.focusSearch, shortcuts.showHelp]);
}
