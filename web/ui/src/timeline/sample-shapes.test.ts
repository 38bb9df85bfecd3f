import { describe, expect, it } from "vitest";
import type { StackSample } from "./fetch-windows";
import { sampleAt, sampleShapes, shortFrame } from "./sample-shapes";

const view = { from: 0, to: 1000 };

function sample(nanos: number, frames: string, count = 1): StackSample {
  return {
    nanos,
    frames: frames.split(" ").filter(Boolean),
    kind: "cpu",
    count,
  };
}

function drawn(samples: readonly StackSample[]) {
  return sampleShapes(samples, view, 1000).shapes.map(
    ({ lane, frame, start, end, count }) =>
      `${lane} ${frame} ${start}-${end} x${count}`,
  );
}

describe("stack samples", () => {
  it("equalFrames_areOneShape_fromTheirFirstToTheirLastSample", () => {
    expect(
      drawn([sample(10, "a b c"), sample(20, "a b c"), sample(30, "a b d", 2)]),
    ).toEqual(["0 c 10-20 x2", "0 d 30-30 x2"]);
  });

  it("framesThatAllShare_areLeftOutAndCounted", () => {
    const { sharedFrames } = sampleShapes(
      [sample(10, "run loop x"), sample(20, "run loop y")],
      view,
      100,
    );
    expect(sharedFrames).toBe(2);
  });

  it("ofStacksThatAreAllTheSame_theInnermostFrameStays", () =>
    expect(drawn([sample(10, "a b"), sample(20, "a b")])).toEqual([
      "0 b 10-20 x2",
    ]));

  it("sameMethodUnderOtherCallers_isAnotherShape", () =>
    expect(drawn([sample(10, "a x"), sample(20, "b x")])).toEqual([
      "0 a 10-10 x1",
      "0 b 20-20 x1",
      "1 x 10-10 x1",
      "1 x 20-20 x1",
    ]));

  it("samplesFarApart_areNotOneStretch", () =>
    expect(
      drawn([
        sample(10, "a"),
        sample(20, "a"),
        sample(30, "a"),
        sample(500, "a"),
      ]),
    ).toEqual(["0 a 10-30 x3", "0 a 500-500 x1"]));

  it("shorterStackBetween_endsTheRunBelowIt", () =>
    expect(
      drawn([sample(10, "a b"), sample(20, "a"), sample(30, "a b")]),
    ).toEqual(["0 a 10-30 x3", "1 b 10-10 x1", "1 b 30-30 x1"]));

  it("stackThatCouldNotBeWalked_isNotDrawn", () =>
    expect(drawn([sample(10, "")])).toEqual([]));

  it("shape_isFoundAtItsPlace", () => {
    const { shapes } = sampleShapes(
      [sample(10, "a b"), sample(20, "a c")],
      view,
      1000,
    );
    expect(sampleAt(shapes, 20, 5)?.frame).toBe("c");
    expect(sampleAt(shapes, 200, 5)).toBeNull();
  });

  it.each([
    ["com.acme.Foo.bar", "Foo.bar"],
    ["Foo.bar", "Foo.bar"],
    ["bar", "bar"],
  ])("%s is short %s", (frame, short) => expect(shortFrame(frame)).toBe(short));
});
