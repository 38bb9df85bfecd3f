import { useState } from "preact/hooks";
import { apiUrl, getBytes, messageOf, windowQuery } from "../api/client";
import type { TraceFacts } from "../api/types";
import { formatBytes } from "../format/number";
import { route } from "../url/router";
import { awaitPong, postTrace } from "./handshake";
import { perfettoTitle } from "./title";

const WARN_ABOVE_BYTES = 500 * 1024 * 1024;

interface Progress {
  readonly text: string;
  readonly isFailure: boolean;
  /** Offers the button again in the message: the second click opens a window that a blocker let no script open. */
  readonly canRetry: boolean;
}

/** Opens the trace, or the part in the time window, in the Perfetto UI. */
export function PerfettoButton({ facts }: { readonly facts: TraceFacts }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const say = (text: string, isFailure = false, canRetry = false) =>
    setProgress({ text, isFailure, canRetry });

  const open = () => {
    const ui = facts.perfettoUi.replace(/\/+$/, "");
    // In the click itself, or the browser takes it for an unwanted popup; with an opener, or no message gets through.
    const popup = window.open(`${ui}/#!/`, "_blank");
    if (popup === null) {
      say("The browser blocked the new window.", true, true);
      return;
    }
    void send(popup, new URL(ui).origin, facts, say).then(
      (isSent) => isSent && setProgress(null),
      (error: unknown) => say(messageOf(error), true),
    );
  };

  return (
    <div class="menu">
      <button
        type="button"
        class="button"
        title="The trace stays in your browser; the Perfetto site only supplies the program."
        onClick={open}
      >
        Open in Perfetto <span aria-hidden="true">↗</span>
      </button>
      {progress !== null && (
        <div
          class="menu-items perfetto-note"
          role={progress.isFailure ? "alert" : "status"}
        >
          <p class={progress.isFailure ? "notice-failure" : undefined}>
            {progress.text}
          </p>
          {progress.canRetry && (
            <button type="button" class="button" onClick={open}>
              Open the window now
            </button>
          )}
          <p class="muted">
            The trace stays in your browser; {hostOf(facts.perfettoUi)} only
            supplies the program.
          </p>
          <button
            type="button"
            class="button"
            onClick={() => setProgress(null)}
          >
            Close
          </button>
        </div>
      )}
    </div>
  );
}

async function send(
  popup: Window,
  origin: string,
  facts: TraceFacts,
  say: (text: string, isFailure?: boolean) => void,
): Promise<boolean> {
  say("Preparing the trace for Perfetto…");
  const url = apiUrl("/export/trace.pftrace", windowQuery(route.value.window));
  const download = getBytes(url);
  // A failed download is reported where it is awaited below; without this the browser reports it a second time.
  download.catch(() => undefined);
  const answer = await awaitPong(popup, origin, window);
  if (answer === "closed") {
    say("The Perfetto window was closed before the trace was sent.", true);
    return false;
  }
  if (answer === "no-answer") {
    say(
      `${origin} did not answer within 15 s. Is it reachable? Export ▾ saves a file to open there by hand.`,
      true,
    );
    return false;
  }
  const buffer = await download;
  if (buffer.byteLength > WARN_ABOVE_BYTES) {
    say(
      `This trace is ${formatBytes(buffer.byteLength)}; Perfetto may run out of memory. Select a time window to send less.`,
    );
  }
  postTrace(popup, origin, buffer, perfettoTitle(facts.name));
  return buffer.byteLength <= WARN_ABOVE_BYTES;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
