import type { RefObject } from "preact";

const SECTIONS: readonly {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}[] = [
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
      ["E", "show or hide stack samples of the row"],
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

export function HelpDialog({
  dialogRef,
}: {
  readonly dialogRef: RefObject<HTMLDialogElement | null>;
}) {
  return (
    <dialog class="help" ref={dialogRef} aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">Keyboard and mouse</h2>
        <button class="button button-icon" aria-label="Close">
          ✕
        </button>
      </form>
      <div class="help-sections">
        {SECTIONS.map((section) => (
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
