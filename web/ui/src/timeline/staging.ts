import type { DevicePx } from "../units";

/** An image that goes onto a canvas by way of a bitmap. */
export class StagedImage {
  readonly pixels: Uint32Array;
  private readonly image: ImageData;
  private readonly bitmap: OffscreenCanvas;
  private readonly pen: OffscreenCanvasRenderingContext2D;

  constructor(
    readonly width: DevicePx,
    readonly height: DevicePx,
  ) {
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.bitmap = new OffscreenCanvas(width, height);
    this.pen = penOf(this.bitmap);
  }

  /** A bitmap that shows the pixels. */
  show(): OffscreenCanvas {
    this.pen.putImageData(this.image, 0, 0);
    return this.bitmap;
  }
}

/** More sizes than a frame has; a window that is resized leaves old ones behind. */
const MAX_IMAGES = 16;

/**
 * Scratch space that rows are painted in before they go onto a canvas; kept from frame to frame. Each size has a bitmap of its
 * own: after it was drawn, the browser copies all of a bitmap before it lets it change.
 */
export class Staging {
  private readonly images = new Map<string, StagedImage>();
  private cover = new Float32Array(0);

  /** An image to paint; what is in it is left over. */
  image(width: DevicePx, height: DevicePx): StagedImage {
    const key = `${width}x${height}`;
    const known = this.images.get(key);
    if (known !== undefined) return known;
    if (this.images.size >= MAX_IMAGES) this.images.clear();
    const image = new StagedImage(width, height);
    this.images.set(key, image);
    return image;
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
