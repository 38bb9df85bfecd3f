import type { TraceAnswers } from "../api/client";
import {
  EmbeddedProfile,
  type EmbeddedData,
} from "../profile/embedded-profile";
import { readColumns } from "./columns";
import type { Dictionaries } from "./dictionaries";
import { EmbeddedTrace, type Answers } from "./embedded-trace";

const ANSWERS_ID = "jtrace-answers";
const COLUMNS_ID = "jtrace-columns";
const PROFILE_ID = "jtrace-profile";

/** Unpacks the profile of a page that carries one; null if it carries none. */
export async function embeddedProfile(): Promise<TraceAnswers | null> {
  const data = document.getElementById(PROFILE_ID);
  return data === null
    ? null
    : new EmbeddedProfile(JSON.parse(await text(data)) as EmbeddedData);
}

/** Unpacks the trace of a page that carries one; null if the page came from a server. */
export async function embeddedTrace(): Promise<TraceAnswers | null> {
  const answers = document.getElementById(ANSWERS_ID);
  const columns = document.getElementById(COLUMNS_ID);
  if (answers === null || columns === null) return null;
  const texts = JSON.parse(await text(answers)) as Dictionaries & {
    answers: Answers;
  };
  return new EmbeddedTrace(texts.answers, {
    columns: readColumns(await unpack(columns)),
    texts,
  });
}

async function text(element: HTMLElement): Promise<string> {
  return new TextDecoder().decode(await unpack(element));
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
