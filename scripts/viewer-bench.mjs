// Measures the viewer in Chromium without a GPU: node viewer-bench.mjs JAR RECORDING [SECONDS]. See docs/performance.md.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { statSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(root, "web/ui/package.json"))("@playwright/test");
const [jar, recording, secondsText = "12"] = process.argv.slice(2);
const seconds = Number(secondsText);
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Wraps animation frames in the page: what script a frame costs, and when frames begin. */
function instrument() {
  const bench = { frames: [], costs: [], current: 0, lastTime: 0 };
  window.bench = bench;
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      if (time !== bench.lastTime) {
        if (bench.lastTime !== 0) {
          bench.frames.push(time - bench.lastTime);
          bench.costs.push(bench.current);
        }
        bench.lastTime = time;
        bench.current = 0;
      }
      const begin = performance.now();
      callback(time);
      bench.current += performance.now() - begin;
    });
  bench.spend = (action) => {
    const begin = performance.now();
    action();
    bench.current += performance.now() - begin;
  };
  bench.start = () => Object.assign(bench, { frames: [], costs: [], current: 0, lastTime: 0 });
}

/** Calls `step(progress)` once a frame for so long; the page's own answer to it counts as script of that frame. */
function drive(millis, source) {
  const step = new Function("progress", "state", source);
  const state = {};
  window.bench.start();
  return new Promise((resolve) => {
    const begin = performance.now();
    const tick = () => {
      const progress = (performance.now() - begin) / millis;
      if (progress >= 1) resolve({ frames: window.bench.frames, costs: window.bench.costs });
      else {
        step(progress, state);
        requestAnimationFrame(tick);
      }
    };
    requestAnimationFrame(tick);
  });
}

/** Zooms at the middle to a hundred-thousandth of the trace and back, panning to and fro. */
// What one pixel of the wheel zooms by, as a power of e: see gestures.ts.
const ZOOM_PER_PIXEL = 0.0036;

const SWEEP = `
  const host = document.querySelector("[data-testid=timeline]");
  const box = host.getBoundingClientRect();
  const depth = (1 - Math.cos(2 * Math.PI * progress)) / 2 * Math.log(1e5);
  const by = depth - (state.depth ?? 0);
  state.depth = depth;
  const wheel = (more) => host.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true,
      clientX: box.x + 268 + (box.width - 268) * 0.53, clientY: box.y + box.height / 2, ...more }));
  wheel({ ctrlKey: true, deltaY: -by / ${ZOOM_PER_PIXEL} });
  wheel({ deltaX: 12 * Math.sin(20 * Math.PI * progress) });
`;

const SCROLL = `
  const scroller = document.querySelector(".timeline-scroll");
  const end = scroller.scrollHeight - scroller.clientHeight;
  scroller.scrollTop = end * (1 - Math.abs(1 - 2 * progress));
`;

const SCROLL_BY_WHEEL = `
  const scroller = document.querySelector(".timeline-scroll");
  state.top = (state.top ?? 0) + 60;
  scroller.scrollTop = state.top;
`;

/** Opens the timeline with one group of a hundred thousand threads of the trace: more than the server lists in a group. */
async function openManyRows(page, address) {
  const { threadCount } = await page.evaluate(`fetch("/api/trace").then((answer) => answer.json())`);
  const count = Math.min(100_000, threadCount);
  const all = (value) => Array.from({ length: count }, (_, i) => value(i));
  const group = { key: "all", label: "all", count, threads: all((i) => i), starts: all(() => 0), ends: all(() => 1e15) };
  const named = { ...group, names: all((i) => `thread ${i}`), kinds: all(() => "platform") };
  await page.route("**/api/rows?*", (route) => route.fulfill({ json: { groups: [named] } }));
  await page.goto(new URL("/timeline?rows=dense", address).href);
  await isTrue(page, DRAWN);
  const box = await page.getByTestId("timeline").boundingBox();
  // The last of the few rows that a large group shows at first opens the rest of it.
  for (let y = box.y + box.height - 6; y > box.y; y -= 8) {
    await page.mouse.click(box.x + 60, y);
    await page.waitForTimeout(200);
    if (await page.evaluate(`document.querySelector(".timeline-scroll").scrollHeight > ${count}`)) return count;
  }
  throw new Error("No row shows the rest of the group.");
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

async function run(page, client, name, source) {
  const processor = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value * 1000;
    return { tasks: of("TaskDuration"), script: of("ScriptDuration") };
  };
  const before = await processor();
  const load = loadavg()[0];
  const { frames, costs } = await page.evaluate(`(${drive})(${seconds * 1000}, ${JSON.stringify(source)})`);
  const after = await processor();
  const row = [
    name,
    (frames.length / (frames.reduce((sum, each) => sum + each, 0) / 1000)).toFixed(1),
    quantile(frames, 0.5).toFixed(1),
    quantile(frames, 0.95).toFixed(1),
    quantile(costs, 0.5).toFixed(2),
    quantile(costs, 0.95).toFixed(2),
    ((after.script - before.script) / frames.length).toFixed(2),
    ((after.tasks - before.tasks) / frames.length).toFixed(2),
    load.toFixed(1),
  ];
  console.log(`| ${row.join(" | ")} |`);
}

function started(viewer) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output);
      if (address) resolve(address[0]);
    };
    viewer.stdout.on("data", read);
    viewer.stderr.on("data", read);
    viewer.on("exit", (code) => reject(new Error(`The viewer ended with ${code}:\n${output}`)));
  });
}

async function isTrue(page, expression) {
  await page.waitForFunction(expression, undefined, { polling: 20, timeout: 180_000 });
}

const DRAWN = `document.querySelector("[data-testid=timeline]")?.dataset.complete === "true"`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: flags.split(" ") });
const begin = performance.now();
const viewer = spawn(java, ["-jar", jar, "--no-browser", "--http=127.0.0.1:0", recording]);
try {
  const address = await started(viewer);
  const listening = performance.now();
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: true })).newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.addInitScript(instrument);
  const opened = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await isTrue(page, `document.querySelector("main")?.innerText.trim().length > 0`);
  const first = performance.now();
  await isTrue(page, `document.querySelector("main h1, main h2, [data-testid=timeline]") !== null`);
  const parsed = performance.now();
  const opened2 = performance.now();
  await page.goto(new URL("/timeline", address).href, { waitUntil: "commit" });
  await isTrue(page, DRAWN);
  const drawn = performance.now();
  const size = (statSync(recording).size / 1e6).toFixed(0);
  console.log(`${basename(recording)}, ${size} MB, load ${loadavg()[0].toFixed(1)}`);
  console.log(`from the command to an address: ${(listening - begin).toFixed(0)} ms`);
  console.log(`from opening the page to progress: ${(first - opened).toFixed(0)} ms, to the first page of the trace: ${(parsed - opened).toFixed(0)} ms`);
  console.log(`opening the timeline of the parsed trace: ${(drawn - opened2).toFixed(0)} ms`);

  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  console.log("\n| run | frames/s | frame p50 ms | p95 | script p50 ms | p95 | script CPU ms/frame | main thread CPU ms/frame | load |");
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  await page.goto(new URL("/timeline?rows=dense", address).href);
  await isTrue(page, DRAWN);
  await page.waitForTimeout(500);
  const rows = await page.evaluate(`document.querySelectorAll("[data-testid=mirror] tbody tr").length`);
  for (let i = 0; i < 3; i++) await run(page, client, `zoom sweep and pan, ${rows} rows in sight`, SWEEP);
  const all = await openManyRows(page, address);
  for (let i = 0; i < 3; i++) await run(page, client, `dragging the scroll bar over ${all} rows`, SCROLL);
  for (let i = 0; i < 3; i++) await run(page, client, `scrolling ${all} rows by 60 pixels a frame`, SCROLL_BY_WHEEL);
} finally {
  viewer.kill();
  await browser.close();
}
