import { render } from "preact";
import { answerInPage, messageOf } from "./api/client";
import { traceError, watchTrace } from "./api/trace";
import { subject } from "./api/subject";
import { App } from "./app";
import { embeddedTrace } from "./embedded/unpack";
import { applyTheme } from "./model/theme";
import { ProfileApp } from "./profile/app";
import { watchPlace } from "./profile/route";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element with the id app");

applyTheme(document.documentElement);
if ((await subject()) === "profile") {
  watchPlace();
  render(<ProfileApp />, root);
} else {
  try {
    const embedded = await embeddedTrace();
    if (embedded !== null) answerInPage(embedded);
  } catch (error) {
    traceError.value = `The trace in this file cannot be read: ${messageOf(error)}`;
  }
  if (traceError.value === null) void watchTrace();
  render(<App />, root);
}
