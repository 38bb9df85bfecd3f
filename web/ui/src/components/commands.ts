import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** Something that the page can do, to be found in the search box behind `>`. */
export interface Command {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
}

const sources = signal<ReadonlyMap<symbol, readonly Command[]>>(new Map());

/** Offers commands as long as the component is on the page. They are made anew when they are run or listed. */
export function useCommands(list: () => readonly Command[]): void {
  useLayoutEffect(() => {
    const key = Symbol();
    sources.value = new Map(sources.value).set(key, list());
    return () => {
      const rest = new Map(sources.value);
      rest.delete(key);
      sources.value = rest;
    };
  }, []);
}

/** The commands whose names have all the words. */
export function commandsMatching(text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/);
  return [...sources.value.values()]
    .flat()
    .filter(({ label }) =>
      words.every((word) => label.toLowerCase().includes(word)),
    );
}
