import { ApiError } from "../api/client";
import { traceFacts } from "../api/trace";
import type { StackTag } from "../api/types";
import { parseTime } from "../format/time";
import { STATE_KEYS } from "../model/states";
import type { Nanos } from "../units";

/** What a condition asks for. */
export type Condition =
  | { readonly of: "name"; readonly matches: (text: string) => boolean }
  | { readonly of: "is"; readonly property: Property }
  | { readonly of: "states"; readonly states: ReadonlySet<number> }
  | { readonly of: "length"; readonly least: Nanos; readonly most: Nanos }
  | { readonly of: "time"; readonly from: Nanos; readonly to: Nanos }
  | { readonly of: "tag"; readonly tag: StackTag }
  | { readonly of: Place; readonly needle: string };

export type Place = "operation" | "subject" | "frame";

export interface Term {
  readonly isNegated: boolean;
  readonly condition: Condition;
}

const PROPERTIES = [
  "pinned",
  "timedOut",
  "proven",
  "virtual",
  "platform",
  "jvm",
] as const;
export type Property = (typeof PROPERTIES)[number];

const SHAPE = /^([-!]?)([a-zA-Z]+)(:|>=|<=|>|<)(.*)$/s;
const KEYS = new Set(
  "name state op lock file host frame tag time is".split(" "),
);
const WORD = /(?:"[^"]*"?|[^\s"])+/g;

/** Reads the language of filters, as timeline/analysis/SpanFilter.java does. Throws a sentence for the user. */
export function parseFilter(text: string): Term[] {
  const words = text.match(WORD) ?? [];
  return words
    .map((word) => word.replaceAll('"', ""))
    .filter((word) => word !== "")
    .map(parseTerm);
}

/** Whether a thread passes or not by what it is, whatever its spans. */
export function isOfThread({ condition }: Term): boolean {
  return (
    condition.of === "name" ||
    (condition.of === "is" &&
      ["virtual", "platform", "jvm"].includes(condition.property))
  );
}

function parseTerm(word: string): Term {
  const shape = SHAPE.exec(word);
  if (shape !== null) {
    const [, not, name, sign, value] = shape;
    const key = name.toLowerCase();
    if (key === "dur" || (sign === ":" && KEYS.has(key)))
      return { isNegated: not !== "", condition: parse(key, sign, value) };
  }
  const isNegated = word.length > 1 && word.startsWith("!");
  const matches = matcher(isNegated ? word.slice(1) : word);
  return { isNegated, condition: { of: "name", matches } };
}

function parse(key: string, sign: string, value: string): Condition {
  if (value === "") throw problem(`expected something after "${key}${sign}"`);
  const needle = value.toLowerCase();
  switch (key) {
    case "name":
      return { of: "name", matches: matcher(value) };
    case "state":
      return { of: "states", states: new Set(value.split(",").map(state)) };
    case "op":
      return { of: "operation", needle };
    case "lock":
    case "file":
    case "host":
      return { of: "subject", needle };
    case "frame":
      return { of: "frame", needle };
    case "tag":
      return { of: "tag", tag: tag(needle) };
    case "time":
      return { of: "time", ...times(value) };
    case "is":
      return { of: "is", property: known("is", PROPERTIES, value) };
    default:
      return { of: "length", ...lengths(sign, value) };
  }
}

function tag(key: string): StackTag {
  const table = traceFacts.value?.stackTags ?? [];
  const keys = table.map((one) => one.key);
  return table[keys.indexOf(known("tag", keys, key))];
}

function state(key: string): number {
  return STATE_KEYS.indexOf(known("state", STATE_KEYS, key.trim()));
}

function known<T extends string>(
  key: string,
  names: readonly T[],
  text: string,
): T {
  const found = names.find((name) => name.toLowerCase() === text.toLowerCase());
  if (found === undefined)
    throw problem(
      `expected one of ${names.join(", ")} after "${key}:", found "${text}"`,
    );
  return found;
}

function lengths(sign: string, value: string): { least: Nanos; most: Nanos } {
  if (sign === ":") {
    const { from, to } = times(value);
    return { least: from, most: to };
  }
  const nanos = time(value);
  switch (sign) {
    case ">":
      return { least: nanos + 1, most: Infinity };
    case ">=":
      return { least: nanos, most: Infinity };
    case "<":
      return { least: 0, most: nanos - 1 };
    default:
      return { least: 0, most: nanos };
  }
}

function times(value: string): { from: Nanos; to: Nanos } {
  const dots = value.indexOf("..");
  if (dots < 0)
    throw problem(`expected two times such as 1.2s..1.4s, found "${value}"`);
  const from = time(value.slice(0, dots));
  const to = time(value.slice(dots + 2));
  if (to < from)
    throw problem(`expected the earlier time first, found "${value}"`);
  return { from, to };
}

function time(text: string): Nanos {
  const nanos = parseTime(text);
  if (nanos === null || nanos < 0)
    throw problem(
      `expected a time such as 200ms, 1.5s or 1000 (ns), found "${text}"`,
    );
  return nanos;
}

/** A text that is no regular expression is looked for as it is. */
export function matcher(query: string): (name: string) => boolean {
  try {
    const pattern = new RegExp(query, "i");
    return (name) => pattern.test(name);
  } catch {
    const wanted = query.toLowerCase();
    return (name) => name.toLowerCase().includes(wanted);
  }
}

function problem(sentence: string): ApiError {
  return new ApiError(400, sentence);
}
