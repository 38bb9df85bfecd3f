import { describe, expect, it } from "vitest";
import { packageOf } from "./colours";

describe("packages of frames", () => {
  it.each([
    ["com.acme.Foo.bar", "com.acme"],
    ["com.acme.Foo$Bar.<init>", "com.acme"],
    ["sample.Shop$$Lambda.0x000000006a0548f0.run", "sample"],
    ["Main.main", ""],
    ["runtime.main", "runtime"],
    ["net/http.(*conn).serve", "net/http"],
    ["sort.StringSlice.Less", "sort"],
    ["__libc_start_main", ""],
  ])("%s is in %s", (name, expected) => expect(packageOf(name)).toBe(expected));
});
