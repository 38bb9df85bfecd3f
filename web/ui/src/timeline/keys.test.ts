import { describe, expect, it } from "vitest";
import { commandOf } from "./keys";
import { TextFit } from "./text-fit";

const stroke = (code: string, key: string, more = {}) => ({
  code,
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe("keys", () => {
  it("wasd_isKnownByPlace_notByLetter", () => {
    expect(commandOf(stroke("KeyW", "z"))).toBe("zoomIn");
    expect(commandOf(stroke("KeyA", "q"))).toBe("panLeft");
    expect(commandOf(stroke("KeyZ", "w"))).toBeNull();
  });

  it("signs_areAlsoKnownByWhatTheyType", () => {
    expect(commandOf(stroke("Digit8", "[", { altKey: true }))).toBe("followIn");
    expect(commandOf(stroke("Semicolon", "."))).toBe("nextSpan");
  });

  it("lettersThatStandForAWord_areKnownByWhatTheyType", () => {
    expect(commandOf(stroke("KeyE", "e"))).toBe("samples");
    expect(commandOf(stroke("KeyB", "n"))).toBe("regions");
  });

  it("browserShortcuts_areLeftAlone", () => {
    expect(commandOf(stroke("KeyS", "s", { ctrlKey: true }))).toBeNull();
    expect(commandOf(stroke("KeyD", "d", { metaKey: true }))).toBeNull();
    expect(
      commandOf(stroke("ArrowLeft", "ArrowLeft", { altKey: true })),
    ).toBeNull();
  });
});

describe("text fit", () => {
  const fit = new TextFit((text) => text.length * 10);

  it.each([
    ["PriceCache", 100, "PriceCache"],
    ["PriceCache", 80, "PriceCa…"],
    ["PriceCache", 20, ""],
    ["", 50, ""],
  ])("%s in %d", (text, width, shown) =>
    expect(fit.fit(text, width)).toBe(shown),
  );
});
