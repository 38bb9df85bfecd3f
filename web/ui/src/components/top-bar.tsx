import type { RefObject } from "preact";
import { isSingleFile } from "../api/client";
import type { TraceFacts } from "../api/types";
import { cycleTheme, type ThemeChoice } from "../model/theme";
import { PerfettoButton } from "../perfetto/perfetto-button";
import { navigate, route } from "../url/router";
import type { Page } from "../url/state";
import { ExportMenu } from "./export-menu";
import { FollowingBadge } from "./following-badge";
import { Link } from "./link";
import { SearchBox } from "./search-box";
import { ThemeButton } from "./theme-button";

interface PageTab {
  readonly page: Page;
  readonly label: string;
  readonly covers: readonly Page[];
}

export const TABS: readonly PageTab[] = [
  { page: "overview", label: "Overview", covers: ["overview"] },
  { page: "timeline", label: "Timeline", covers: ["timeline"] },
  { page: "scheduling", label: "Scheduling", covers: ["scheduling"] },
  { page: "cpu", label: "CPU", covers: ["cpu"] },
  {
    page: "blocking",
    label: "Blocking",
    covers: ["blocking", "critical-path"],
  },
  { page: "locks", label: "Locks", covers: ["locks"] },
  { page: "io", label: "I/O", covers: ["io"] },
  { page: "gc", label: "GC", covers: ["gc"] },
  { page: "tasks", label: "Tasks", covers: ["tasks", "task"] },
  { page: "regions", label: "Regions", covers: ["regions"] },
  { page: "events", label: "Events", covers: ["events"] },
  { page: "threads", label: "Threads", covers: ["threads", "group", "thread"] },
  { page: "compare", label: "Compare", covers: ["compare"] },
];

/** Without a trace to compare with, that page only says how to get one. */
function isShown({ page }: PageTab, facts: TraceFacts | null): boolean {
  return page !== "compare" || (facts !== null && facts.base !== null);
}

interface TopBarProps {
  readonly facts: TraceFacts | null;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onHelp: () => void;
}

export function TopBar({ facts, searchRef, onHelp }: TopBarProps) {
  return (
    <header class="top-bar">
      <Link to={{ page: "overview" }} class="logo" title="Overview">
        <span class="logo-mark" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        jtrace
      </Link>
      <nav aria-label="Pages">
        {TABS.filter((tab) => isShown(tab, facts)).map((tab) => (
          <Link
            key={tab.page}
            to={{ page: tab.page }}
            current={tab.covers.includes(route.value.page)}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <FollowingBadge />
      <SearchBox inputRef={searchRef} />
      {isSingleFile() ? (
        <span
          class="muted"
          title="Exports to other tools, and some pages of a time window, need the recording: open it with jtrace."
        >
          Single file
        </span>
      ) : (
        facts !== null && <PerfettoButton facts={facts} />
      )}
      <ExportMenu />
      <ThemeButton onChange={rememberTheme} />
      <button
        type="button"
        class="button button-icon"
        title="Help: colours and keys (?)"
        aria-label="Help"
        onClick={onHelp}
      >
        ?
      </button>
    </header>
  );
}

/** Light, dark, or as the system has it, in turn. */
export function changeTheme(): void {
  rememberTheme(cycleTheme());
}

function rememberTheme(chosen: ThemeChoice): void {
  navigate({ theme: chosen === "auto" ? null : chosen }, "replace");
}
