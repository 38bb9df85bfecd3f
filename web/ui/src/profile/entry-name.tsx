import { isPlainClick } from "../url/address";
import { go, hrefOfState } from "./route";
import { pivotState } from "./refine";
import { openMenu } from "./refine-menu";
import type { ProfileState } from "./state";
import type { ComponentChildren } from "preact";

interface PlaceLinkProps {
  readonly to: ProfileState;
  readonly class?: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly onContextMenu?: (event: MouseEvent) => void;
  readonly children: ComponentChildren;
}

/** A link to another state of the profile's pages: a true `<a href>`, to be copied or opened in a tab. */
export function PlaceLink({ to, current, children, ...rest }: PlaceLinkProps) {
  return (
    <a
      {...rest}
      href={hrefOfState(to)}
      aria-current={current === true ? "page" : undefined}
      onClick={(event: MouseEvent) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}

interface EntryNameProps {
  readonly name: string;
  readonly mark?: string | null;
}

/** An entry of a table: a click turns the flame graph about it, a right click or the button refines. */
export function EntryName({ name, mark = null }: EntryNameProps) {
  const openAt = (event: MouseEvent, x: number, y: number) => {
    event.preventDefault();
    openMenu(name, x, y);
  };
  return (
    <span class="entry">
      <PlaceLink
        to={pivotState(name)}
        class="mono ellipsis"
        title={name}
        onContextMenu={(event) => openAt(event, event.clientX, event.clientY)}
      >
        {name}
      </PlaceLink>
      {mark !== null && <span class="muted">{mark}</span>}
      <button
        type="button"
        class="entry-more"
        aria-label={`Refine by ${name}`}
        aria-haspopup="menu"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          openAt(event, box.left, box.bottom);
        }}
      >
        ⋯
      </button>
    </span>
  );
}
