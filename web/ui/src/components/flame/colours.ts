import { isFrame, type NameKind, type ProfileKind } from "../../api/profile";
import {
  PALETTE,
  schemeOf,
  textOn,
  type PaletteKey,
  type Scheme,
  type Theme,
} from "../../model/palette";

export interface FlameColour {
  readonly fill: string;
  readonly ink: string;
}

/** Frames of one package share a hue, so that layers of a program show as bands; those of the JDK recede. */
const FRAME_FILLS: Record<Scheme, readonly string[]> = {
  light: ["#f9c89b", "#f7b898", "#f5d99b", "#f2c3a9", "#eed3a2", "#f8cdb6"],
  dark: ["#6b4526", "#703d2c", "#62501f", "#684430", "#5a4b2c", "#744030"],
};
const JDK_FILL: Record<Scheme, string> = { light: "#e4e8ef", dark: "#2b333e" };
const OTHER_FILL: Record<Scheme, string> = {
  light: "#eef0f4",
  dark: "#1b212a",
};
const INK: Record<Scheme, string> = { light: "#10151b", dark: "#f2f5f8" };

const JDK = /^(java|javax|jdk|sun|com\.sun)\./;

/** The colour of what was waited for is that of the state on the timeline. */
const STATE_OF: Record<ProfileKind, PaletteKey> = {
  blocking: "parked",
  monitor: "blocked",
  wait: "waiting",
  park: "parked",
  sleep: "sleeping",
  socket: "socketIo",
  file: "fileIo",
  pinned: "pinned",
  scheduler: "runnable",
  cpu: "running",
  time: "parked",
  alloc: "native",
  net: "socketIo",
  sync: "blocked",
  syscall: "native",
  sched: "runnable",
};

/** Kinds whose reasons are of several states. */
const MIXED: ReadonlySet<ProfileKind> = new Set([
  "blocking",
  "time",
  "sync",
  "syscall",
]);

const OPERATION_STATES: readonly (readonly [RegExp, PaletteKey])[] = [
  [/^running$/, "running"],
  [/^runnable$/, "runnable"],
  [/^undetermined$/, "undetermined"],
  [/^native$/, "native"],
  [/^blocked$/, "blocked"],
  [/^(monitor enter|allocation stall)/, "blocked"],
  [/^monitor wait/, "waiting"],
  [/^park/, "parked"],
  [/^sleep/, "sleeping"],
  [/^(socket|select|name lookup|datagram)/, "socketIo"],
  [/^(file|mapped|asynchronous file)/, "fileIo"],
];

export function flameColour(
  theme: Theme,
  profile: ProfileKind,
  kind: NameKind,
  text: string,
): FlameColour {
  if (kind === "reason") {
    const key = reasonKey(profile, text);
    return { fill: PALETTE[theme][key], ink: textOn(theme, key) };
  }
  const scheme = schemeOf(theme);
  const ink = INK[scheme];
  if (!isFrame(kind)) return { fill: OTHER_FILL[scheme], ink };
  if (JDK.test(text)) return { fill: JDK_FILL[scheme], ink };
  const fills = FRAME_FILLS[scheme];
  return { fill: fills[hash(packageOf(text)) % fills.length], ink };
}

function reasonKey(profile: ProfileKind, text: string): PaletteKey {
  if (!MIXED.has(profile)) return STATE_OF[profile];
  const found = OPERATION_STATES.find(([pattern]) => pattern.test(text));
  return found?.[1] ?? STATE_OF[profile];
}

/** `com.acme.Foo.bar` is in `com.acme`, Go's `net/http.(*conn).serve` in `net/http`. */
export function packageOf(name: string): string {
  const local = name.slice(name.lastIndexOf("/") + 1);
  const path = name.slice(0, name.length - local.length);
  const parts = local.split(".");
  const first = parts.findIndex((part) => /^[A-Z(]/.test(part));
  return path + parts.slice(0, first < 0 ? -1 : first).join(".");
}

function hash(text: string): number {
  let value = 7;
  for (let i = 0; i < text.length; i++)
    value = (Math.imul(value, 31) + text.charCodeAt(i)) >>> 0;
  return value;
}
