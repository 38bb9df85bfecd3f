/** What a key does on the timeline. */
export type KeyCommand =
  | "zoomIn"
  | "zoomOut"
  | "panLeft"
  | "panRight"
  | "rowUp"
  | "rowDown"
  | "pageUp"
  | "pageDown"
  | "firstRow"
  | "lastRow"
  | "fitSelection"
  | "wholeTrace"
  | "clear"
  | "nextSpan"
  | "previousSpan"
  | "followIn"
  | "followOut"
  | "toggleBands"
  | "open"
  | "pin"
  | "hide"
  | "samples"
  | "density"
  | "selectSpan"
  | "mark"
  | "keepMark"
  | "origin"
  | "liftOrigin"
  | "goTo"
  | "toggleTooltips"
  | "rowMenu";

/** By place on the keyboard, not by letter: WASD lies under the same fingers on AZERTY and Dvorak. */
const BY_PLACE: Readonly<Record<string, KeyCommand>> = {
  KeyW: "zoomIn",
  KeyS: "zoomOut",
  KeyA: "panLeft",
  KeyD: "panRight",
};

/** By what they type: letters that stand for a word, and signs that layouts move around. */
const BY_KEY: Readonly<Record<string, KeyCommand>> = {
  "+": "zoomIn",
  "-": "zoomOut",
  ".": "nextSpan",
  ",": "previousSpan",
  "[": "followIn",
  "]": "followOut",
  "0": "wholeTrace",
  f: "fitSelection",
  o: "toggleBands",
  p: "pin",
  h: "hide",
  e: "samples",
  c: "density",
  r: "selectSpan",
  m: "mark",
  M: "keepMark",
  b: "origin",
  B: "liftOrigin",
  g: "goTo",
  t: "toggleTooltips",
};

/** By the key itself, whatever it types. */
const BY_CODE: Readonly<Record<string, KeyCommand>> = {
  Equal: "zoomIn",
  NumpadAdd: "zoomIn",
  Minus: "zoomOut",
  NumpadSubtract: "zoomOut",
  ArrowLeft: "panLeft",
  ArrowRight: "panRight",
  ArrowUp: "rowUp",
  ArrowDown: "rowDown",
  PageUp: "pageUp",
  PageDown: "pageDown",
  Home: "firstRow",
  End: "lastRow",
  Digit0: "wholeTrace",
  Numpad0: "wholeTrace",
  Escape: "clear",
  Period: "nextSpan",
  Comma: "previousSpan",
  BracketLeft: "followIn",
  BracketRight: "followOut",
  Enter: "open",
  ContextMenu: "rowMenu",
};

interface Keystroke {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export function commandOf(stroke: Keystroke): KeyCommand | null {
  const isPlain = !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey;
  if (!isPlain && !(stroke.altKey && stroke.key in BY_KEY)) return null;
  return (
    BY_PLACE[stroke.code] ?? BY_KEY[stroke.key] ?? BY_CODE[stroke.code] ?? null
  );
}
