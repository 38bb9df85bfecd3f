import { copyText } from "../components/clipboard";
import { ContextMenu, type MenuItem } from "../components/context-menu";
import type { CssPx } from "../units";
import { navigate, pageState, route } from "../url/router";
import { threadGrouping, type UrlState } from "../url/state";
import {
  hideGroup,
  hideThread,
  pinOrUnpin,
  toggleRegions,
  toggleSamples,
} from "./row-choices";
import type { Row } from "./rows";

export interface MenuPlace {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly row: Row;
}

interface RowMenuProps {
  readonly place: MenuPlace;
  readonly hostHeight: CssPx;
  readonly onClose: () => void;
}

/** What can be done with a row. Opens at the pointer or, by keyboard, at the row with the focus. */
export function RowMenu({ place, hostHeight, onClose }: RowMenuProps) {
  return (
    <ContextMenu
      label="Row"
      items={itemsOf(place.row)}
      x={place.x}
      y={place.y}
      hostHeight={hostHeight}
      onClose={onClose}
    />
  );
}

function itemsOf(row: Row): readonly MenuItem[] {
  if (row.kind === "thread") {
    const isPinned = route.value.look.pins.includes(row.thread);
    const isThread = row.group.kinds[row.member] !== "cpu";
    const showsSamples = route.value.look.samples.includes(row.thread);
    const showsRegions = route.value.look.regions.includes(row.thread);
    const hasRegions = (row.group.regionDepths?.[row.member] ?? 0) > 0;
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
      ...(hasRegions
        ? [
            {
              label: showsRegions ? "Hide regions" : "Show regions",
              keys: "N",
              act: () => toggleRegions(row.thread),
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

function open(label: string, to: Partial<UrlState>): MenuItem {
  return { label, act: () => navigate(pageState(to)) };
}
