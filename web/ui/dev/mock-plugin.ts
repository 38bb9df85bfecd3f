import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { answer, type MockAnswer } from "./mock-api.ts";

/** The policy of the true server, so that tests run under it. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** Serves the synthetic trace behind Vite's development and preview servers. */
export function mockApi(): Plugin {
  return {
    name: "jtrace-mock-api",
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((_request, response, next) => {
        for (const [name, value] of Object.entries(SECURITY_HEADERS))
          response.setHeader(name, value);
        next();
      });
      middlewares.use(handle);
    },
  };
}

function handle(
  request: IncomingMessage,
  response: ServerResponse,
  next: Connect.NextFunction,
): void {
  const url = new URL(request.url ?? "/", "http://mock");
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const answered = answer(url, Buffer.concat(chunks).toString());
    if (answered === null) next();
    else send(response, answered);
  });
}

function send(response: ServerResponse, answered: MockAnswer): void {
  if ("json" in answered) {
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Cache-Control", "no-store");
    response.end(JSON.stringify(answered.json));
  } else if ("bytes" in answered) {
    response.setHeader("Content-Type", answered.type);
    response.end(Buffer.from(answered.bytes));
  } else {
    response.statusCode = answered.status;
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.end(answered.text);
  }
}
