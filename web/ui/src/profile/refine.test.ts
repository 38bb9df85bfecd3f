import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("window", {
  location: { protocol: "http:", hash: "", pathname: "/", search: "" },
  addEventListener: () => undefined,
});
const { added, exactly, functionOf } = await import("./refine");

describe("refining", () => {
  it("pattern_findsJustTheEntry", () => {
    const pattern = new RegExp(exactly("net/http.(*conn).serve[...]"));
    expect(pattern.test("net/http.(*conn).serve[...]")).toBe(true);
    expect(pattern.test("xnet/http.(*conn).serve[...]")).toBe(false);
  });

  it("filtersThatLeaveOut_collect", () => {
    expect(added("i", "", "^a$")).toBe("^a$");
    expect(added("h", "^a$", "^b$")).toBe("^a$|^b$");
    expect(added("f", "^a$", "^b$")).toBe("^b$");
  });

  it.each([
    ["com.Foo.bar", "", "com.Foo.bar"],
    ["com.Foo.bar Foo.java:12", "lines", "com.Foo.bar"],
    ["com.Foo.bar Foo.java", "filefunctions", "com.Foo.bar"],
    ["0000000000401a2b main.run main.go:7", "addresses", "main.run"],
  ])("entry %s is of a function", (entry, granularity, name) =>
    expect(functionOf(entry, granularity)).toBe(name),
  );
});
