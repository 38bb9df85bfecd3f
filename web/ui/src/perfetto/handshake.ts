/**
 * Hands a trace to the Perfetto UI in another window: PING until it answers PONG, then one message with the buffer, which
 * is transferred and not copied. Nothing is uploaded; the bytes go from one page of this browser to another.
 */

export type HandshakeOutcome = "sent" | "closed" | "no-answer";

/** The window of the Perfetto UI, as much of it as the handshake needs. */
export interface PerfettoWindow {
  readonly closed: boolean;
  postMessage(
    message: unknown,
    targetOrigin: string,
    transfer?: Transferable[],
  ): void;
}

/** Where the answers arrive: the viewer's own window. */
export interface MessageTarget {
  addEventListener(
    type: "message",
    listener: (event: MessageEvent) => void,
  ): void;
  removeEventListener(
    type: "message",
    listener: (event: MessageEvent) => void,
  ): void;
}

export const PING_EVERY_MILLIS = 50;
export const GIVE_UP_AFTER_MILLIS = 15_000;

/** Resolves once the window of `origin` answers; the clock of 15 s starts now. */
export function awaitPong(
  target: PerfettoWindow,
  origin: string,
  self: MessageTarget,
): Promise<"ready" | "closed" | "no-answer"> {
  return new Promise((resolve) => {
    const deadlineMillis = performance.now() + GIVE_UP_AFTER_MILLIS;
    const finish = (outcome: "ready" | "closed" | "no-answer") => {
      clearInterval(timer);
      self.removeEventListener("message", onMessage);
      resolve(outcome);
    };
    const onMessage = (event: MessageEvent) => {
      const isOurs =
        event.source === (target as unknown) && event.origin === origin;
      if (isOurs && event.data === "PONG") finish("ready");
    };
    const ping = () => {
      if (target.closed) finish("closed");
      else if (performance.now() > deadlineMillis) finish("no-answer");
      else target.postMessage("PING", origin);
    };
    self.addEventListener("message", onMessage);
    const timer = setInterval(ping, PING_EVERY_MILLIS);
    ping();
  });
}

/** Sends the trace. `localOnly: false` leaves Perfetto's own download and share buttons in place. */
export function postTrace(
  target: PerfettoWindow,
  origin: string,
  buffer: ArrayBuffer,
  title: string,
): void {
  const message = {
    perfetto: { buffer, title, fileName: `${title}.pftrace`, localOnly: false },
  };
  target.postMessage(message, origin, [buffer]);
}
