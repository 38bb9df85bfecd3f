import { expect, test } from "vitest";
import { tagsOf } from "./stack-tags";

const TABLE = [
  { key: "http", label: "HTTP", prefixes: ["org.apache.coyote."] },
  { key: "jdbc", label: "JDBC", prefixes: ["java.sql.", "org.postgresql."] },
  { key: "dns", label: "DNS", prefixes: ["java.net.InetAddress"] },
];

test("a stack has the tags that any of its frames tells, in the order of the table", () => {
  const stack = [
    "sun.nio.ch.Net.poll",
    "org.postgresql.core.VisibleBufferedInputStream.readMore",
    "com.acme.Shop.find",
    "org.apache.coyote.http11.Http11Processor.service",
  ];
  expect(tagsOf(stack, TABLE).map(({ label }) => label)).toEqual([
    "HTTP",
    "JDBC",
  ]);
});

test("names that only contain a package tell nothing", () => {
  expect(tagsOf(["com.acme.java.sql.Fake.run"], TABLE)).toEqual([]);
  expect(tagsOf([], TABLE)).toEqual([]);
});
