import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface DropdownProps {
  readonly label: string;
  /** Items of a list. */
  readonly children: ComponentChildren;
}

/** A button that opens a list of links and buttons. Escape, a choice or a click elsewhere closes it. */
export function Dropdown({ label, children }: DropdownProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);

  // Before the menu is painted: a key pressed at once must find the listener.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: Event) => {
      const isInside =
        event.target instanceof Node && root.current?.contains(event.target);
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      if (isEscape || (event.type === "pointerdown" && !isInside))
        setOpen(false);
    };
    window.addEventListener("pointerdown", close);
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("pointerdown", close);
      window.removeEventListener("keydown", close);
    };
  }, [isOpen]);

  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="button"
        aria-haspopup="true"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {label} <span aria-hidden="true">▾</span>
      </button>
      {isOpen && (
        <ul class="menu-items" onClick={() => setOpen(false)}>
          {children}
        </ul>
      )}
    </div>
  );
}
