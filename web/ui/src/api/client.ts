import type { TimeRange } from "../units";

/** A request that the server refused, or that did not reach it. The message is a sentence for the user. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Query = Readonly<
  Record<string, string | number | boolean | null | undefined>
>;

/** The address of a resource, without the parameters that are null or undefined. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "")
      params.set(key, String(value));
  }
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The window parameters of a request: none for the whole trace. */
export function windowQuery(range: TimeRange | null): Query {
  return range === null
    ? {}
    : { from: Math.floor(range.from), to: Math.ceil(range.to) };
}

/** Who answers about the trace in place of the viewer's server: the page itself, if it is a single file. */
export interface TraceAnswers {
  readonly json: (url: string) => Promise<unknown>;
  readonly bytes: (url: string, body: unknown) => Promise<ArrayBuffer>;
}

let inPage: TraceAnswers | null = null;

/** Asks no server from here on. */
export function answerInPage(answers: TraceAnswers): void {
  inPage = answers;
}

/** Whether the page is a single file with its trace inside. */
export function isSingleFile(): boolean {
  return inPage !== null;
}

/** Asks for JSON. The shape is the server's promise (api/types.ts), not checked again here. */
export async function getJson<T>(
  url: string,
  signal?: AbortSignal,
): Promise<T> {
  if (inPage !== null) return (await inPage.json(url)) as T;
  const response = await send(url, { signal });
  return (await response.json()) as T;
}

/** Posts JSON and answers the bytes. */
export async function postForBytes(
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  if (inPage !== null) return inPage.bytes(url, body);
  const response = await send(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  return response.arrayBuffer();
}

export async function getBytes(
  url: string,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  return (await send(url, { signal })).arrayBuffer();
}

async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ApiError(
      0,
      "The viewer's server does not answer. Was it stopped?",
    );
  }
  if (!response.ok) {
    const text = (await response.text()).trim();
    const isSentence =
      text !== "" && text.length < 500 && !text.startsWith("<");
    throw new ApiError(
      response.status,
      isSentence
        ? text
        : `The server answered ${response.status} ${response.statusText}.`,
    );
  }
  return response;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
