// Takes pictures of a running viewer: node screenshots.mjs URL [DIRECTORY].
// Without a directory the README's two; with one, every page in light and dark.
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(root, "web/ui/package.json"))("@playwright/test");
const [url, directory] = process.argv.slice(2);
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: flags.split(" ") });

async function shoot(path, file, { scheme, width = 1400, height = 840, prepare } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${path}: ${error}`));
  await page.goto(url, { waitUntil: "networkidle" });
  await page.goto(new URL(path, url).href, { waitUntil: "networkidle" });
  if (prepare) await prepare(page);
  await page.waitForTimeout(600);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  await context.close();
  console.log(file);
}

if (directory) {
  const pages = { overview: "/overview", timeline: "/timeline", zoomed: "/timeline?t=1000000000..1060000000", threads: "/threads" };
  for (const [name, path] of Object.entries(pages))
    for (const scheme of ["light", "dark"]) await shoot(path, join(directory, `${name}-${scheme}.png`), { scheme });
} else {
  const images = join(root, "docs/images");
  await shoot("/timeline?t=1000000000..1120000000", join(images, "timeline.png"), { scheme: "light" });
  await shoot("/overview", join(images, "overview.png"), { scheme: "dark" });
}
await browser.close();
