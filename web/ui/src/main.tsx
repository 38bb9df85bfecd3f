import { render } from "preact";
import { answerInPage, messageOf } from "./api/client";
import { traceError, watchTrace } from "./api/trace";
import { App } from "./app";
import { embeddedTrace } from "./embedded/unpack";
import { applyTheme } from "./model/theme";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element with the id app");

applyTheme(document.documentElement);
try {
  const embedded = await embeddedTrace();
  if (embedded !== null) answerInPage(embedded);
} catch (error) {
  traceError.value = `The trace in this file cannot be read: ${messageOf(error)}`;
}
if (traceError.value === null) void watchTrace();
render(<App />, root);
