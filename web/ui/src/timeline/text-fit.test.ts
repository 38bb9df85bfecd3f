import { describe, expect, it } from "vitest";
import { TextFit } from "./text-fit";

const fit = new TextFit((text) => text.length);

describe("TextFit", () => {
  it("leaves a text that fits as it is", () => {
    expect(fit.fit("exec-17", 7)).toBe("exec-17");
    expect(fit.fitKeepingEnd("exec-17", 7)).toBe("exec-17");
  });

  it("cuts the end off a label", () => {
    expect(fit.fit("CountDownLatch", 8)).toBe("CountDo…");
  });

  it("keeps the end of a thread's name, which tells it from its pool", () => {
    expect(fit.fitKeepingEnd("http-nio-127.0.0.1-8080-exec-17", 14)).toBe(
      "http-n…exec-17",
    );
  });

  it("draws nothing where not even two letters fit", () => {
    expect(fit.fit("exec-17", 1)).toBe("");
    expect(fit.fitKeepingEnd("exec-17", 1)).toBe("");
  });
});
