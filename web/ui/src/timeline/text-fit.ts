import type { CssPx } from "../units";

const MAX_REMEMBERED = 8000;
const ELLIPSIS = "…";

/** Cuts labels to a width. Measuring is the slow part, so widths are remembered, per font. */
export class TextFit {
  private widths = new Map<string, CssPx>();

  constructor(private readonly measure: (text: string) => CssPx) {}

  /** The text, or as much of its beginning as fits with an ellipsis; empty when not even two letters fit. */
  fit(text: string, width: CssPx): string {
    const full = this.widthOf(text);
    if (full <= width) return text;
    let count = Math.floor((text.length * width) / full) - 1;
    while (count >= 2) {
      const cut = text.slice(0, count).trimEnd() + ELLIPSIS;
      if (this.widthOf(cut) <= width) return cut;
      count--;
    }
    return "";
  }

  /** As {@link fit}, but cuts out of the middle: the end of a thread's name tells it from the rest of its pool. */
  fitKeepingEnd(text: string, width: CssPx): string {
    const full = this.widthOf(text);
    if (full <= width) return text;
    let count = Math.floor((text.length * width) / full) - 1;
    while (count >= 4) {
      const tail = Math.ceil(count / 2);
      const cut = text.slice(0, count - tail) + ELLIPSIS + text.slice(-tail);
      if (this.widthOf(cut) <= width) return cut;
      count--;
    }
    return this.fit(text, width);
  }

  private widthOf(text: string): CssPx {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    if (this.widths.size >= MAX_REMEMBERED) this.widths.clear();
    const width = this.measure(text);
    this.widths.set(text, width);
    return width;
  }
}
