import { describe, expect, it } from "vitest";
import { traceLink } from "./trace-link";

const JAEGER = "https://jaeger.example/trace/{traceId}?uiFind={spanId}";

describe("traceLink", () => {
  it("has labels of the task in place of their names", () => {
    expect(
      traceLink(JAEGER, ["tenant=acme", "traceId=0af7", "spanId=b7ad"]),
    ).toBe("https://jaeger.example/trace/0af7?uiFind=b7ad");
  });

  it("is none if the task lacks one of them, or nobody configured it", () => {
    expect(traceLink(JAEGER, ["traceId=0af7"])).toBeNull();
    expect(traceLink(JAEGER, ["traceId=0af7", "spanId="])).toBeNull();
    expect(traceLink(JAEGER, [])).toBeNull();
    expect(traceLink(null, ["traceId=0af7"])).toBeNull();
  });

  it("keeps what stands in a value from leading elsewhere", () => {
    expect(
      traceLink("https://a.example/{id}/x", ["id=../..//evil.example/?q#f="]),
    ).toBe("https://a.example/..%2F..%2F%2Fevil.example%2F%3Fq%23f%3D/x");
    expect(traceLink("https://a.example/{id}/x", ["id=.."])).toBeNull();
  });

  it("leads to the web only", () => {
    expect(traceLink("javascript:alert('{id}')", ["id=1"])).toBeNull();
    expect(traceLink("{id}", ["id=javascript:alert(1)"])).toBeNull();
  });
});
