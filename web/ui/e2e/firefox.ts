import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CANDIDATES = ["firefox-esr", "firefox"];
const START_WITHIN_MILLIS = 60_000;

/** The Firefox that is installed, if there is one: FIREFOX_PATH or one on the PATH. */
export function findFirefox(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  const found = CANDIDATES.flatMap((name) =>
    folders.map((folder) => `${folder}/${name}`),
  );
  return process.env.FIREFOX_PATH || found.find((path) => existsSync(path));
}

/** An input device with what it does, in the words of WebDriver. */
export interface InputSource {
  readonly type: "key" | "wheel" | "pointer";
  readonly id: string;
  readonly actions: readonly object[];
}

type Message = readonly [
  type: number,
  id: number,
  error: { message: string } | null,
  result: { value?: unknown } | null,
];

/**
 * A Firefox without a window, driven by the commands of WebDriver over Marionette, Firefox's own protocol. Playwright
 * drives only a Firefox that it has patched, or one whose WebDriver BiDi knows commands that the long-term release lacks.
 */
export class Firefox {
  private lastId = 0;
  private received = Buffer.alloc(0);
  private readonly waiting = new Map<number, (message: Message) => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: Socket,
  ) {
    socket.on("data", (bytes) => this.receive(bytes));
  }

  static async launch(path: string): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), "jtrace-firefox-"));
    await writeFile(join(profile, "user.js"), preferences());
    const process = spawn(
      path,
      ["--headless", "--marionette", "--no-remote", "--profile", profile],
      { stdio: "ignore" },
    );
    try {
      const port = await chosenPort(profile);
      const firefox = new Firefox(process, profile, await connected(port));
      await firefox.send("WebDriver:NewSession", {});
      return firefox;
    } catch (error) {
      await end(process, profile);
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.send("WebDriver:Navigate", { url });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.send("WebDriver:SetWindowRect", { width, height });
  }

  /** The answer of a function that runs in the page; it sees nothing but its arguments. */
  async run<Args extends unknown[], T>(
    body: (...args: Args) => T,
    ...args: Args
  ): Promise<Awaited<T>> {
    const script = `return (${body.toString()})(...arguments);`;
    const result = await this.send("WebDriver:ExecuteScript", {
      script,
      args,
      sandbox: null,
    });
    return result as Awaited<T>;
  }

  async perform(...actions: InputSource[]): Promise<void> {
    await this.send("WebDriver:PerformActions", { actions });
  }

  async press(key: string): Promise<void> {
    await this.perform({
      type: "key",
      id: "keyboard",
      actions: [
        { type: "keyDown", value: key },
        { type: "keyUp", value: key },
      ],
    });
  }

  async screenshot(): Promise<Buffer> {
    const picture = await this.send("WebDriver:TakeScreenshot", {
      full: false,
    });
    return Buffer.from(picture as string, "base64");
  }

  async close(): Promise<void> {
    this.socket.destroy();
    await end(this.process, this.profile);
  }

  private send(command: string, parameters: object): Promise<unknown> {
    const id = ++this.lastId;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ([, , error, result]) => {
        if (error !== null) reject(new Error(`${command}: ${error.message}`));
        else resolve(result?.value ?? null);
      });
      this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Messages are JSON, each after its length in bytes and a colon. The first is a greeting. */
  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      const colon = this.received.indexOf(":");
      const end = colon + 1 + Number(this.received.subarray(0, colon));
      if (colon < 0 || this.received.length < end) return;
      const text = this.received.subarray(colon + 1, end).toString();
      this.received = this.received.subarray(end);
      const message: unknown = JSON.parse(text);
      if (Array.isArray(message)) this.answer(message as unknown as Message);
    }
  }

  private answer(message: Message): void {
    this.waiting.get(message[1])?.(message);
    this.waiting.delete(message[1]);
  }
}

/** A port of its own choice, and no first-run pages, updates or reports. */
function preferences(): string {
  const values = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.update.disabledForTesting": true,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`)
    .join("");
}

/** Firefox writes the port into its profile once it listens. */
async function chosenPort(profile: string): Promise<number> {
  const file = join(profile, "MarionetteActivePort");
  const deadline = Date.now() + START_WITHIN_MILLIS;
  while (!existsSync(file)) {
    if (Date.now() > deadline) throw new Error("Firefox did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Number(await readFile(file, "utf8"));
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
}

async function end(process: ChildProcess, profile: string): Promise<void> {
  const ended = new Promise((resolve) => process.once("exit", resolve));
  if (process.exitCode === null && process.kill()) await ended;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
