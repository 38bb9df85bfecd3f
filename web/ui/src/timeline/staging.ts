import type { DevicePx } from "../units";

/** Scratch space that rows are painted in before they go onto a canvas; kept from frame to frame. */
export class Staging {
  private canvas = new OffscreenCanvas(1, 1);
  private pen = penOf(this.canvas);
  private cover = new Float32Array(0);

  /** A bitmap whose top left corner shows the image. */
  show(image: ImageData): OffscreenCanvas {
    const { width, height } = this.canvas;
    if (width < image.width || height < image.height) {
      this.canvas = new OffscreenCanvas(
        Math.max(width, image.width),
        Math.max(height, image.height),
      );
      this.pen = penOf(this.canvas);
    }
    this.pen.putImageData(image, 0, 0);
    return this.canvas;
  }

  /** Room for one number a pixel; what is in it is left over. */
  coverage(width: DevicePx): Float32Array {
    if (this.cover.length !== width) this.cover = new Float32Array(width);
    return this.cover;
  }
}

function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) throw new Error("This browser has no canvas to draw on.");
  return pen;
}
