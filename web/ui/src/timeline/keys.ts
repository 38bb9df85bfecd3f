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
  | "open";

/** By place on the keyboard, not by letter: WASD lies under the same fingers on AZERTY and Dvorak. */
const BY_CODE: Readonly<Record<string, KeyCommand>> = {
  KeyW: "zoomIn",
  KeyS: "zoomOut",
  Equal: "zoomIn",
  NumpadAdd: "zoomIn",
  Minus: "zoomOut",
  NumpadSubtract: "zoomOut",
  KeyA: "panLeft",
  KeyD: "panRight",
  ArrowLeft: "panLeft",
  ArrowRight: "panRight",
  ArrowUp: "rowUp",
  ArrowDown: "rowDown",
  PageUp: "pageUp",
  PageDown: "pageDown",
  Home: "firstRow",
  End: "lastRow",
  KeyF: "fitSelection",
  Digit0: "wholeTrace",
  Numpad0: "wholeTrace",
  Escape: "clear",
  Period: "nextSpan",
  Comma: "previousSpan",
  BracketLeft: "followIn",
  BracketRight: "followOut",
  KeyO: "toggleBands",
  Enter: "open",
};

/** Signs that layouts move around are also known by what they type. */
const BY_KEY: Readonly<Record<string, KeyCommand>> = {
  "+": "zoomIn",
  "-": "zoomOut",
  ".": "nextSpan",
  ",": "previousSpan",
  "[": "followIn",
  "]": "followOut",
  "0": "wholeTrace",
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
  return BY_KEY[stroke.key] ?? BY_CODE[stroke.code] ?? null;
}
