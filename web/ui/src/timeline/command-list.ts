import type { Command } from "../components/commands";
import { picture, savePng, saveSvg } from "../components/picture";
import type { KeyCommand } from "./keys";
import { showHidden } from "./row-choices";

const LISTED: readonly (readonly [KeyCommand, label: string, keys: string])[] =
  [
    ["wholeTrace", "Show the whole trace", "0"],
    ["fitSelection", "Zoom to the selection", "F"],
    ["selectSpan", "Select the time of the span", "R"],
    ["nextSpan", "Next span of the thread", "."],
    ["previousSpan", "Previous span of the thread", ","],
    ["followIn", "Go to what ended this span", "["],
    ["followOut", "Go to what this span caused", "]"],
    ["pin", "Pin or unpin the row", "P"],
    ["hide", "Hide the row", "H"],
    ["samples", "Show or hide the stack samples of the row", "E"],
    ["density", "Change the height of the rows", "C"],
    ["toggleBands", "GC pauses over the rows on or off", "O"],
    ["toggleTooltips", "Tooltips on or off", "T"],
    ["mark", "Measure from here", "M"],
    ["keepMark", "Set or remove a mark here", "Shift+M"],
    ["origin", "Count time from here", "B"],
    ["liftOrigin", "Count time from the start of the trace", "Shift+B"],
    ["clear", "Clear the selection", "Esc"],
  ];

/** What the timeline can do, for the search box. */
export function timelineCommands(
  run: (command: KeyCommand) => void,
): readonly Command[] {
  return [
    ...LISTED.map(([command, label, keys]) => ({
      label,
      keys,
      run: () => run(command),
    })),
    { label: "Show all hidden rows", run: showHidden },
    {
      label: "Save this view as SVG",
      run: () => picture.value && saveSvg(picture.value),
    },
    {
      label: "Save this view as PNG",
      run: () => picture.value && savePng(picture.value),
    },
  ];
}
