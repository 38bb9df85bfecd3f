import { render } from "preact";
import { answerInPage, messageOf } from "./api/client";
import { traceError, watchTrace } from "./api/trace";
import { servedSubject, type Subject } from "./api/subject";
import { App } from "./app";
import { embeddedProfile, embeddedTrace } from "./embedded/unpack";
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
  if (traceError.value === null) void watchTrace();
  render(<App />, root);
}

/** What the page is about: it carries that itself, or its server says so. */
async function subject(): Promise<Subject> {
  try {
    const profile = await embeddedProfile();
    const carried = profile ?? (await embeddedTrace());
    if (carried === null) return await servedSubject();
    answerInPage(carried);
    return profile === null ? "trace" : "profile";
  } catch (error) {
    traceError.value = `What this file carries cannot be read: ${messageOf(error)}`;
    return "trace";
  }
}
