// Adds up JUnit XML reports below a directory and prints the line that says how a test run ended.
// Exits with 1 when a test failed, or when a kind of test did not run at all.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2];

function reports(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return reports(path);
    return entry.name.endsWith(".xml") ? [path] : [];
  });
}

function count(xml) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [, attributes, body] of xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)) {
    void attributes;
    if (/<(failure|error)\b/.test(body ?? "")) total.failed++;
    else if (/<skipped\b/.test(body ?? "")) total.skipped++;
    else total.passed++;
  }
  return total;
}

const kinds = new Map();
for (const path of reports(root)) {
  const kind = path.slice(root.length + 1).split("/")[0].replace(/\.xml$/, "");
  const sum = kinds.get(kind) ?? { passed: 0, failed: 0, skipped: 0 };
  const one = count(readFileSync(path, "utf8"));
  for (const key of Object.keys(sum)) sum[key] += one[key];
  kinds.set(kind, sum);
}

const all = { passed: 0, failed: 0, skipped: 0 };
for (const [kind, sum] of [...kinds].sort()) {
  console.log(`${kind.padEnd(12)} ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  for (const key of Object.keys(all)) all[key] += sum[key];
}
const missing = ["vitest", "playwright"].filter((kind) => !(kinds.get(kind)?.passed > 0));
if (![...kinds].some(([kind, sum]) => kind.startsWith("jdk") && sum.passed > 0)) missing.unshift("Java");
for (const kind of missing) console.log(`no ${kind} test ran`);
console.log(`verify: ${all.passed} passed, ${all.failed} failed, ${all.skipped} skipped`);
process.exit(all.failed > 0 || missing.length > 0 ? 1 : 0);
