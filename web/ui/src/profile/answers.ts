import type { ProfileName, ProfileNodes } from "../api/profile";
import type { CssPx } from "../units";

/** A value that each sample has; `factor` makes nanoseconds or bytes of it. */
export interface SampleType {
  readonly name: string;
  readonly unit: string;
  readonly quantity: "time" | "size" | "other";
  readonly factor: number;
}

export interface ProfileFacts {
  readonly name: string;
  readonly program: string | null;
  readonly types: readonly SampleType[];
  /** The index of the type that is shown. */
  readonly chosen: number;
  readonly heads: readonly string[];
  readonly docUrl: string | null;
  readonly samples: number;
  /** Whether a base was subtracted, so that values may be below 0. */
  readonly isDifference: boolean;
  /** Keys of tags. */
  readonly tags: readonly string[];
}

/** What the user should know beside an answer, such as filters that match nothing. */
interface Remarked {
  readonly remarks: readonly string[];
  /** What all shares are of. */
  readonly total: number;
}

/** `total` is the width of a box; `value` differs from it only against a base, and is null where it does not. */
export interface FlameColumns {
  readonly names: readonly ProfileName[];
  readonly nodes: ProfileNodes & { readonly value: readonly number[] | null };
}

export interface FlameAnswer extends Remarked {
  readonly flame: FlameColumns;
  /** Of a pivot: whose children are who called. */
  readonly callers: FlameColumns | null;
}

export interface Entry {
  readonly name: string;
  /** Whether it was inlined, in words; null if never. */
  readonly mark: string | null;
  readonly flat: number;
  readonly cum: number;
}

export interface TopAnswer extends Remarked {
  readonly heads: readonly string[];
  readonly rows: readonly Entry[];
}

export interface Call {
  readonly name: string;
  readonly weight: number;
  readonly isInline: boolean;
}

export interface PeekEntry extends Entry {
  readonly callers: readonly Call[];
  readonly callees: readonly Call[];
}

export interface PeekAnswer extends Remarked {
  /** How many match; fewer may be listed. */
  readonly count: number;
  readonly entries: readonly PeekEntry[];
}

export interface SourceLine {
  readonly number: number;
  readonly flat: number;
  readonly cum: number;
  /** Null where the source is not found. */
  readonly text: string | null;
}

export interface Routine {
  readonly name: string;
  readonly file: string | null;
  readonly flat: number;
  readonly cum: number;
  readonly lines: readonly SourceLine[];
}

export interface SourceAnswer extends Remarked {
  readonly searchPath: string;
  readonly count: number;
  readonly routines: readonly Routine[];
}

export interface GraphBox {
  readonly name: string;
  readonly label: string;
  readonly lines: readonly string[];
  readonly flat: number;
  readonly cum: number;
  readonly font: CssPx;
  readonly x: CssPx;
  readonly y: CssPx;
  readonly width: CssPx;
  readonly height: CssPx;
}

export interface GraphCall {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly label: string;
  /** Whether functions between both were left out. */
  readonly isResidual: boolean;
  readonly isInline: boolean;
}

export interface GraphAnswer extends Remarked {
  readonly heads: readonly string[];
  readonly width: CssPx;
  readonly height: CssPx;
  readonly boxes: readonly GraphBox[];
  readonly calls: readonly GraphCall[];
}
