import { signal } from "@preact/signals";

/** A page that can be saved as a picture. */
export interface Picture {
  /** Null before there is anything to see. */
  toSvg(): string | null;
  toPng(): Promise<Blob>;
}

/** The page that is shown, if it is one. */
export const picture = signal<Picture | null>(null);

export function savePng(of: Picture): void {
  of.toPng().then(
    (image) => save(image, "timeline.png"),
    (problem: unknown) => window.alert(String(problem)),
  );
}

export function saveSvg(of: Picture): void {
  const svg = of.toSvg();
  if (svg !== null)
    save(new Blob([svg], { type: "image/svg+xml" }), "timeline.svg");
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download has its own hold on the content by then.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
