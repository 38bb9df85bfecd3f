import type { Frame, ThreadKind } from "../api/types";
import type { Columns } from "./columns";

/** What a kind of profile is about, of timeline/analysis/ProfileKind.java. */
export interface ProfileKindFacts {
  readonly key: string;
  readonly label: string;
  readonly isDelay: boolean;
  /** Ordinals of the states whose spans are added up. */
  readonly states: readonly number[];
  readonly events: readonly string[];
}

export interface Groups {
  readonly keys: readonly string[];
  /** By key, its threads, ascending. */
  readonly members: readonly (readonly number[])[];
}

/** The texts that columns refer to by number, and what threads are. */
export interface Dictionaries {
  readonly threadNames: readonly string[];
  readonly threadKinds: readonly ThreadKind[];
  /** By thread, how many lanes its events take. */
  readonly eventLanes: readonly number[];
  readonly groupings: Readonly<Record<string, Groups>>;
  readonly strings: readonly string[];
  readonly frames: readonly (readonly [string, number, Frame["kind"]])[];
  readonly flowKinds: readonly string[];
  readonly stateLabels: readonly string[];
  readonly sampleKinds: readonly string[];
  /** Names of what blocks, as jtrace has them and not the JVM. */
  readonly operations: readonly string[];
  readonly profileKinds: readonly ProfileKindFacts[];
  readonly profileSources: Readonly<
    Record<string, { readonly unit: string; readonly sentence: string }>
  >;
}

/** A trace in the page. */
export interface Embedded {
  readonly columns: Columns;
  readonly texts: Dictionaries;
}

const FIRST_CODE = -2;

/** In place of the id of an operation: the state of a thread that has no name of its own for what it does. */
export function codeOfState(state: number): number {
  return FIRST_CODE - state;
}

/** The name of an operation, or of the state that stands for one. */
export function operationOf(texts: Dictionaries, id: number): string | null {
  return id <= FIRST_CODE
    ? texts.stateLabels[FIRST_CODE - id]
    : textOf(texts, id);
}

export function textOf(texts: Dictionaries, id: number): string | null {
  return id < 0 ? null : texts.strings[id];
}

/** The threads of a group; of none where there is no such group. */
export function membersOf(
  texts: Dictionaries,
  by: string,
  key: string,
): readonly number[] {
  const groups = texts.groupings[by];
  return groups?.members[groups.keys.indexOf(key)] ?? [];
}

/** The methods of a stack, innermost first. */
export function* framesOf(
  { columns, texts }: Embedded,
  stack: number,
): Generator<readonly [method: string, line: number, kind: Frame["kind"]]> {
  for (let node = stack; node >= 0; node = columns.stackParent[node])
    yield texts.frames[columns.stackFrame[node]];
}

/** Text that contains another in whatever case of letters. */
export function contains(text: string, needleInLowerCase: string): boolean {
  return text.toLowerCase().includes(needleInLowerCase);
}

/** The innermost frame outside the JDK; the innermost where all are of the JDK. */
export function siteOf(embedded: Embedded, stack: number): string | null {
  const frames = [...framesOf(embedded, stack)];
  const isJdk = (method: string) => /^(java|jdk|sun)\./.test(method);
  const site = frames.find(([method]) => !isJdk(method)) ?? frames.at(0);
  if (site === undefined) return null;
  const [method, line] = site;
  return line < 0 ? method : `${method}:${line}`;
}
