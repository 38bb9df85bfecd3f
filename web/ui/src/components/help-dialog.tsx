import type { ComponentChildren, RefObject } from "preact";
import { useState } from "preact/hooks";

export interface HelpSection {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}

/** What there is to know of a trace's pages. */
export const TRACE_HELP: readonly HelpSection[] = [
  {
    title: "Everywhere",
    keys: [
      ["/ or Ctrl+K", "search threads, frames, locks"],
      ["?", "this help"],
      ["Back, Forward", "undo and redo a change of view"],
    ],
  },
  {
    title: "Timeline: move",
    keys: [
      ["W S, + −, Ctrl+wheel", "zoom at the pointer"],
      ["A D, ← →, Shift+wheel", "pan in time"],
      ["Wheel, Page keys", "scroll the rows"],
      ["Space, Shift or middle button + drag", "pan by hand"],
      ["Home, End", "first, last row"],
      ["0", "the whole trace"],
    ],
  },
  {
    title: "Timeline: look closer",
    keys: [
      ["Click", "details of a span"],
      ["Double-click", "zoom to a span"],
      ["Drag", "select a stretch of time"],
      ["F", "fit the selection"],
      [". ,", "next, previous span of the thread"],
      ["[ ]", "follow the flow that ended, left this span"],
      ["↑ ↓", "move to another row"],
      ["R", "select the time of the span"],
      ["M, Shift+M", "measure from here, keep a mark here"],
      ["B, Shift+B", "count time from here, from the start again"],
      ["Esc", "clear the selection"],
    ],
  },
  {
    title: "Timeline: arrange",
    keys: [
      ["P, H", "pin, hide the row"],
      ["E, N", "show or hide stack samples, regions of the row"],
      ["Right click, Menu key", "more for the row"],
      ["C", "height of the rows"],
      ["Click in the legend", "let a state stand out"],
      ["O", "GC pauses over the rows on or off"],
      ["T", "tooltips on or off"],
      ["G", "go to a thread or time"],
    ],
  },
  {
    title: "Flame graph",
    keys: [
      ["↑ ↓ ← →", "to callers, callees and neighbours"],
      ["Enter or click", "zoom to a frame"],
      ["Esc, Home", "zoom out, show all"],
    ],
  },
];

interface HelpDialogProps {
  readonly dialogRef: RefObject<HTMLDialogElement | null>;
  readonly sections: readonly HelpSection[];
  /** What stands above the keys, while the dialog is open. */
  readonly children?: ComponentChildren;
}

export function HelpDialog({ dialogRef, sections, children }: HelpDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <dialog
      class="help"
      ref={dialogRef}
      aria-labelledby="help-title"
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <form method="dialog">
        <h2 id="help-title">Help</h2>
        <button class="button button-icon" aria-label="Close">
          ✕
        </button>
      </form>
      {isOpen && children}
      <div class="help-sections">
        {sections.map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl>
              {section.keys.map(([keys, effect]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{effect}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
