import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CssPx } from "../units";

export interface CanvasSize {
  readonly width: CssPx;
  readonly height: CssPx;
}

/** Size of an element in logical pixels, kept current. */
export function useSize<E extends Element>(
  ref: RefObject<E | null>,
): CanvasSize {
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setSize((old) =>
        old.width === width && old.height === height ? old : { width, height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/**
 * A canvas that fills its frame at the resolution of the screen; `draw` works in logical pixels and runs again when
 * anything in `inputs` or the size changes.
 */
export function useCanvas(
  draw: (context: CanvasRenderingContext2D, size: CanvasSize) => void,
  inputs: readonly unknown[],
): {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
} {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || size.width === 0) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.round(size.width * ratio);
    element.height = Math.round(size.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    draw(context, size);
  }, [size, ...inputs]);
  return { frame, canvas };
}

/** The value of a colour or font variable of the style sheet. */
export function cssVariable(name: string): string {
  return getComputedStyle(document.documentElement)
    .getPropertyValue(name)
    .trim();
}
