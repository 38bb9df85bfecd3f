import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  awaitPong,
  GIVE_UP_AFTER_MILLIS,
  PING_EVERY_MILLIS,
  postTrace,
} from "./handshake";
import { perfettoTitle } from "./title";

const ORIGIN = "https://ui.example";

class FakePerfetto {
  closed = false;
  readonly received: {
    message: unknown;
    origin: string;
    transfer?: Transferable[];
  }[] = [];

  postMessage(message: unknown, origin: string, transfer?: Transferable[]) {
    this.received.push({ message, origin, transfer });
  }
}

class FakeSelf {
  listeners = new Set<(event: MessageEvent) => void>();

  addEventListener(_type: "message", listener: (event: MessageEvent) => void) {
    this.listeners.add(listener);
  }

  removeEventListener(
    _type: "message",
    listener: (event: MessageEvent) => void,
  ) {
    this.listeners.delete(listener);
  }

  hear(source: unknown, origin: string, data: unknown) {
    for (const listener of this.listeners)
      listener({ source, origin, data } as MessageEvent);
  }
}

describe("handshake", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("pongOfTheRightWindowAndOrigin_isReady", async () => {
    const [ui, self] = [new FakePerfetto(), new FakeSelf()];
    const outcome = awaitPong(ui, ORIGIN, self);
    await vi.advanceTimersByTimeAsync(3 * PING_EVERY_MILLIS);
    self.hear(new FakePerfetto(), ORIGIN, "PONG");
    self.hear(ui, "https://evil.example", "PONG");
    self.hear(ui, ORIGIN, "HELLO");
    expect(self.listeners.size).toBe(1);
    self.hear(ui, ORIGIN, "PONG");
    expect(await outcome).toBe("ready");
    expect(self.listeners.size).toBe(0);
    expect(ui.received).toHaveLength(4);
    expect(
      ui.received.every(
        ({ message, origin }) => message === "PING" && origin === ORIGIN,
      ),
    ).toBe(true);
  });

  it("silence_givesUp", async () => {
    const outcome = awaitPong(new FakePerfetto(), ORIGIN, new FakeSelf());
    await vi.advanceTimersByTimeAsync(
      GIVE_UP_AFTER_MILLIS + 2 * PING_EVERY_MILLIS,
    );
    expect(await outcome).toBe("no-answer");
  });

  it("closedWindow_stopsThePings", async () => {
    const ui = new FakePerfetto();
    const outcome = awaitPong(ui, ORIGIN, new FakeSelf());
    ui.closed = true;
    await vi.advanceTimersByTimeAsync(PING_EVERY_MILLIS);
    expect(await outcome).toBe("closed");
    expect(ui.received).toHaveLength(1);
  });

  it("trace_isTransferredToTheExplicitOrigin", () => {
    const ui = new FakePerfetto();
    const buffer = new ArrayBuffer(8);
    postTrace(ui, ORIGIN, buffer, "trace");
    expect(ui.received).toEqual([
      {
        message: {
          perfetto: {
            buffer,
            title: "trace",
            fileName: "trace.pftrace",
            localOnly: false,
          },
        },
        origin: ORIGIN,
        transfer: [buffer],
      },
    ]);
  });
});

describe("title", () => {
  it.each([
    ["orders-prod.out", "orders-prod.out"],
    ["<img src=x onerror='a()'>", "img src=x onerror= a"],
    ["日本", "jtrace"],
  ])("%s", (name, title) => expect(perfettoTitle(name)).toBe(title));
});
