import { useLayoutEffect, useRef } from "preact/hooks";
import type { CssPx } from "../units";

export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly act: () => void;
}

interface ContextMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly x: CssPx;
  readonly y: CssPx;
  /** Of what the menu belongs to: it does not go beyond. */
  readonly hostHeight: CssPx;
  readonly onClose: () => void;
}

const ITEM_HEIGHT: CssPx = 30;

/** What can be done with something. The arrow keys move, Escape or a click elsewhere closes. */
export function ContextMenu(props: ContextMenuProps) {
  const { label, items, x, y, hostHeight, onClose } = props;
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector("button")?.focus();
  }, [x, y, label]);
  if (items.length === 0) return null;
  const top = Math.min(y, hostHeight - items.length * ITEM_HEIGHT - 16);
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((each) => each === document.activeElement);
    const step =
      event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0)
      buttons[(at + step + buttons.length) % buttons.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul
      ref={list}
      class="menu-items row-menu"
      role="menu"
      aria-label={label}
      style={{ left: `${x}px`, top: `${Math.max(0, top)}px` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
      onPointerUp={(event) => event.stopPropagation()}
      onBlurCapture={(event) => {
        if (!list.current?.contains(event.relatedTarget as Node | null))
          onClose();
      }}
    >
      {items.map((item) => (
        <li key={item.label} role="none">
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              onClose();
              item.act();
            }}
          >
            {item.label}
            {item.keys !== undefined && <kbd>{item.keys}</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}
