/** A field of a protocol buffer: a number, or bytes with their length. */
function field(id: number, value: number | Uint8Array): number[] {
  return typeof value === "number"
    ? [...varint(id << 3), ...varint(value)]
    : [...varint((id << 3) | 2), ...varint(value.length), ...value];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function message(...fields: readonly number[][]): Uint8Array {
  return Uint8Array.from(fields.flat());
}

/**
 * A profile with the values samples/count and cpu/nanoseconds: a stack for each line, outermost frame first, with the number
 * of samples of 10 ms. A frame `name@12` is at line 12 of `Shop.java`. Frames are apart by a bar, for names have all else.
 */
export function drawnProfile(
  lines: readonly (readonly [stack: string, samples: number])[],
): Uint8Array {
  const texts = [""];
  const text = (value: string) => {
    if (!texts.includes(value)) texts.push(value);
    return texts.indexOf(value);
  };
  const functions = new Map<string, number>();
  const locations = new Map<string, number>();
  const parts: number[][] = [];
  const type = (name: string, unit: string) =>
    parts.push(field(1, message(field(1, text(name)), field(2, text(unit)))));
  type("samples", "count");
  type("cpu", "nanoseconds");
  const locationOf = (frame: string): number => {
    const known = locations.get(frame);
    if (known !== undefined) return known;
    const [, name, line = "0"] = /^(.*?)(?:@(\d+))?$/.exec(frame) ?? [];
    let id = functions.get(name);
    if (id === undefined) {
      id = functions.size + 1;
      functions.set(name, id);
      parts.push(
        field(
          5,
          message(
            field(1, id),
            field(2, text(name)),
            field(4, text("shop/Shop.java")),
          ),
        ),
      );
    }
    const location = locations.size + 1;
    locations.set(frame, location);
    const at = message(field(1, id), field(2, Number(line)));
    parts.push(field(4, message(field(1, location), field(4, at))));
    return location;
  };
  for (const [stack, samples] of lines) {
    const ids = stack.split("|").map(locationOf).reverse();
    parts.push(
      field(
        2,
        message(
          ...ids.map((id) => field(1, id)),
          field(2, samples),
          field(2, samples * 10_000_000),
        ),
      ),
    );
  }
  for (const each of texts)
    parts.push(field(6, new TextEncoder().encode(each)));
  return message(...parts);
}
