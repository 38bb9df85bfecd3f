import type { TraceAnswers } from "../api/client";
import { readColumns } from "./columns";
import type { Dictionaries } from "./dictionaries";
import { EmbeddedTrace, type Answers } from "./embedded-trace";

const ANSWERS_ID = "jtrace-answers";
const COLUMNS_ID = "jtrace-columns";

/** Unpacks the trace of a page that carries one; null if the page came from a server. */
export async function embeddedTrace(): Promise<TraceAnswers | null> {
  const answers = document.getElementById(ANSWERS_ID);
  const columns = document.getElementById(COLUMNS_ID);
  if (answers === null || columns === null) return null;
  const text = new TextDecoder().decode(await unpack(answers));
  const texts = JSON.parse(text) as Dictionaries & { answers: Answers };
  return new EmbeddedTrace(texts.answers, {
    columns: readColumns(await unpack(columns)),
    texts,
  });
}

async function unpack(element: HTMLElement): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(element.textContent ?? ""), (c) =>
    c.charCodeAt(0),
  );
  element.remove();
  const stream = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
