import { signal } from "@preact/signals";
import { ContextMenu } from "../components/context-menu";
import type { CssPx } from "../units";
import { itemsOf } from "./refine";

interface MenuAt {
  readonly entry: string;
  readonly x: CssPx;
  readonly y: CssPx;
}

const menu = signal<MenuAt | null>(null);

const MENU_WIDTH: CssPx = 280;

/** Opens what can be done with an entry, at a place of the window. */
export function openMenu(entry: string, x: CssPx, y: CssPx): void {
  menu.value = { entry, x, y };
}

/** The menu by which any picture or table is refined. Closing it gives the focus back. */
export function RefineMenu() {
  const at = menu.value;
  if (at === null) return null;
  const opener = document.activeElement;
  return (
    <div class="over-all">
      <ContextMenu
        label={at.entry}
        items={itemsOf(at.entry)}
        x={Math.max(0, Math.min(at.x, window.innerWidth - MENU_WIDTH))}
        y={at.y}
        hostHeight={window.innerHeight}
        onClose={() => {
          menu.value = null;
          if (opener instanceof HTMLElement || opener instanceof SVGElement)
            opener.focus();
        }}
      />
    </div>
  );
}
