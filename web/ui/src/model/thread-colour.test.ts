import { describe, expect, it } from "vitest";
import { hashOf, hueOf } from "./thread-colour";

describe("colours of threads", () => {
  it("tells neighbours apart", () => {
    const hues = [1, 2, 3, 4, 5].map((thread) => hueOf(thread, "light"));
    expect(new Set(hues).size).toBe(5);
  });

  it("is the same for the same name", () => {
    expect(hashOf("worker-1")).toBe(hashOf("worker-1"));
    expect(hashOf("worker-1")).not.toBe(hashOf("worker-2"));
    expect(hashOf("")).toBe(0);
  });
});
