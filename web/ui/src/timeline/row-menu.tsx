import { useLayoutEffect, useRef } from "preact/hooks";
import { copyText } from "../components/clipboard";
import type { CssPx } from "../units";
import { navigate, pageState, route } from "../url/router";
import { threadGrouping, type UrlState } from "../url/state";
import {
  hideGroup,
  hideThread,
  pinOrUnpin,
  toggleSamples,
} from "./row-choices";
import type { Row } from "./rows";

export interface MenuPlace {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly row: Row;
}

interface Item {
  readonly label: string;
  readonly keys?: string;
  readonly act: () => void;
}

interface RowMenuProps {
  readonly place: MenuPlace;
  readonly hostHeight: CssPx;
  readonly onClose: () => void;
}

const ITEM_HEIGHT: CssPx = 30;

/** What can be done with a row. Opens at the pointer or, by keyboard, at the row with the focus. */
export function RowMenu({ place, hostHeight, onClose }: RowMenuProps) {
  const list = useRef<HTMLUListElement>(null);
  const items = itemsOf(place.row);
  useLayoutEffect(() => {
    list.current?.querySelector("button")?.focus();
  }, [place]);
  if (items.length === 0) return null;
  const top = Math.min(place.y, hostHeight - items.length * ITEM_HEIGHT - 16);
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
      aria-label="Row"
      style={{ left: `${place.x}px`, top: `${Math.max(0, top)}px` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
      onPointerUp={(event) => event.stopPropagation()}
      onBlurCapture={(event) => {
        if (!list.current?.contains(event.relatedTarget as Node | null))
          onClose();
      }}
    >
      {items.map(({ label, keys, act }) => (
        <li key={label} role="none">
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              onClose();
              act();
            }}
          >
            {label}
            {keys !== undefined && <kbd>{keys}</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function itemsOf(row: Row): readonly Item[] {
  if (row.kind === "thread") {
    const isPinned = route.value.look.pins.includes(row.thread);
    const isThread = row.group.kinds[row.member] !== "cpu";
    const showsSamples = route.value.look.samples.includes(row.thread);
    const name = row.group.names[row.member];
    return [
      {
        label: isPinned ? "Unpin" : "Pin to the top",
        keys: "P",
        act: () => pinOrUnpin(row.thread),
      },
      ...(isThread
        ? [
            {
              label: showsSamples ? "Hide stack samples" : "Show stack samples",
              keys: "E",
              act: () => toggleSamples(row.thread),
            },
          ]
        : []),
      { label: "Hide", keys: "H", act: () => hideThread(row.thread) },
      { label: "Copy the name", act: () => copyText(name) },
      ...(isThread
        ? [open("Open the thread", { page: "thread", thread: row.thread })]
        : []),
    ];
  }
  if (row.kind !== "head") return [];
  const { key, label } = row.group;
  const by = threadGrouping(route.value.by);
  return [
    { label: "Hide the group", act: () => hideGroup(key) },
    { label: "Copy the name", act: () => copyText(label) },
    ...(by === route.value.by
      ? [open("Open the group", { page: "group", by, group: key })]
      : []),
  ];
}

function open(label: string, to: Partial<UrlState>): Item {
  return { label, act: () => navigate(pageState(to)) };
}
