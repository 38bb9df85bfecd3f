/** Reads columns of whole numbers: seven bits a byte, the lowest first, the top bit says that more follow. */
export class ColumnReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private offset = 0;

  constructor(buffer: ArrayBuffer) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  next(): Float64Array {
    const from = this.offset + 4;
    const to = from + this.view.getUint32(this.offset, true);
    this.offset = to;
    const { bytes } = this;
    let count = 0;
    for (let i = from; i < to; i++) if (bytes[i] < 0x80) count++;
    const values = new Float64Array(count);
    let at = from;
    for (let i = 0; i < count; i++) {
      let value = bytes[at++];
      if (value >= 0x80) {
        value -= 0x80;
        let scale = 0x80;
        for (;;) {
          const byte = bytes[at++];
          value += (byte & 0x7f) * scale;
          if (byte < 0x80) break;
          scale *= 0x80;
        }
      }
      values[i] = value;
    }
    return values;
  }

  ints(): Int32Array {
    return Int32Array.from(this.next());
  }

  /** Ids that were written plus one, so that none is -1. */
  ids(): Int32Array {
    return Int32Array.from(this.next(), (id) => id - 1);
  }

  /** Instants, each written as its distance from the one before. */
  instants(): Float64Array {
    let last = 0;
    return this.next().map((step) => (last += signed(step)));
  }
}

/** 0, 1, 2, 3 stand for 0, -1, 1, -2. */
export function signed(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
