import { describe, expect, it } from "vitest";
import { escaped, SvgPen } from "./svg-pen";

const NO_RULER = null as unknown as CanvasRenderingContext2D;

describe("SVG pen", () => {
  it("shapes_haveColourAndOpacity", () => {
    const pen = new SvgPen(100, 50, NO_RULER);
    pen.fillStyle = "#f00";
    pen.globalAlpha = 0.5;
    pen.fillRect(1, 2, 3, 4);
    expect(pen.document()).toContain(
      '<rect x="1" y="2" width="3" height="4" fill="#f00" opacity="0.5"/>',
    );
  });

  it("groupsOfClips_endWithTheState", () => {
    const pen = new SvgPen(100, 50, NO_RULER);
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, 10, 10);
    pen.clip();
    pen.fillStyle = "#0f0";
    pen.restore();
    pen.fillRect(0, 0, 5, 5);
    const document = pen.document();
    expect(document.indexOf("</g>")).toBeLessThan(document.indexOf("<rect x"));
    expect(document).toContain('fill="#000"/>');
  });

  it("clipThatIsNotTakenBack_isClosedAtTheEnd", () => {
    const pen = new SvgPen(100, 50, NO_RULER);
    pen.beginPath();
    pen.rect(0, 0, 10, 10);
    pen.clip();
    expect(pen.document().endsWith("</g>\n</svg>")).toBe(true);
  });

  it("roundRect_isNoRounderThanItIsHigh", () => {
    const pen = new SvgPen(100, 50, NO_RULER);
    pen.beginPath();
    pen.roundRect(0, 0, 10, 2, 5);
    pen.fill();
    expect(pen.document()).toContain(
      'd="M1 0h8a1 1 0 0 1 1 1v0a1 1 0 0 1 -1 1h-8a1 1 0 0 1 -1 -1v0a1 1 0 0 1 1 -1Z"',
    );
  });

  it("text_isNoMarkup", () => {
    const pen = new SvgPen(100, 50, NO_RULER);
    pen.fillText("</text><script>alert(1)</script>", 1, 2);
    expect(pen.document()).not.toContain("<script");
    expect(pen.document()).toContain("&lt;script&gt;");
  });

  it("signsThatXmlDoesNotAllow_areReplaced", () =>
    expect(escaped('a\u0000b\u001b"\ud800c')).toBe(
      "a\ufffdb\ufffd&quot;\ufffdc",
    ));

  it("characterOfTwoUnits_isKept", () => expect(escaped("🧵")).toBe("🧵"));
});
