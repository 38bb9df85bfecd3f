import { render } from "preact";
import { watchTrace } from "./api/trace";
import { App } from "./app";
import { applyTheme } from "./model/theme";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element with the id app");

applyTheme(document.documentElement);
void watchTrace();
render(<App />, root);
