import { useRef } from "preact/hooks";
import { traceError, traceFacts, traceStatus } from "./api/trace";
import type { TraceFacts } from "./api/types";
import { copyText } from "./components/clipboard";
import { useCommands } from "./components/commands";
import { HelpDialog, TRACE_HELP } from "./components/help-dialog";
import { HelpLegend } from "./components/help-legend";
import { Failure } from "./components/notice";
import { Reading } from "./components/reading";
import { changeTheme, TABS, TopBar } from "./components/top-bar";
import { useShortcuts } from "./components/use-shortcuts";
import { WindowChip } from "./components/window-chip";
import { BlockingPage } from "./pages/blocking-page";
import { ComparePage } from "./pages/compare-page";
import { CpuPage } from "./pages/cpu-page";
import { CriticalPathPage } from "./pages/critical-path-page";
import { EventsPage } from "./pages/events-page";
import { GcPage } from "./pages/gc-page";
import { GroupPage } from "./pages/group-page";
import { IoPage } from "./pages/io-page";
import { LocksPage } from "./pages/locks-page";
import { OverviewPage } from "./pages/overview-page";
import { RegionsPage } from "./pages/regions-page";
import { SchedulingPage } from "./pages/scheduling-page";
import { TaskPage } from "./pages/task-page";
import { TasksPage } from "./pages/tasks-page";
import { ThreadPage } from "./pages/thread-page";
import { ThreadsPage } from "./pages/threads-page";
import { TimelinePage } from "./pages/timeline-page";
import { navigate, pageState, route } from "./url/router";

/** The shell around every page: top bar, window chip, the page of the address, help. */
export function App() {
  const search = useRef<HTMLInputElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  useShortcuts({
    focusSearch: () => search.current?.focus(),
    showHelp: () => help.current?.showModal(),
  });
  useCommands(() => [
    ...TABS.map(({ page, label }) => ({
      label: `Go to ${label}`,
      run: () => navigate(pageState({ page })),
    })),
    { label: "Change the theme", run: changeTheme },
    {
      label: "Copy a link to this view",
      run: () => copyText(window.location.href),
    },
    {
      label: "Help: colours and keys",
      keys: "?",
      run: () => help.current?.showModal(),
    },
  ]);
  const facts = traceFacts.value;
  return (
    <>
      <a class="skip-link" href="#page">
        Skip to the page
      </a>
      <TopBar
        facts={facts}
        searchRef={search}
        onHelp={() => help.current?.showModal()}
      />
      {route.value.page !== "timeline" && <WindowChip />}
      <main id="page" class={`page page-${route.value.page}`} tabIndex={-1}>
        {traceError.value !== null ? (
          <Failure message={traceError.value} />
        ) : facts === null ? (
          <Reading status={traceStatus.value} />
        ) : (
          <PageOf facts={facts} />
        )}
      </main>
      <HelpDialog dialogRef={help} sections={TRACE_HELP}>
        <HelpLegend />
      </HelpDialog>
    </>
  );
}

function PageOf({ facts }: { readonly facts: TraceFacts }) {
  switch (route.value.page) {
    case "overview":
      return <OverviewPage facts={facts} />;
    case "timeline":
      return <TimelinePage facts={facts} />;
    case "scheduling":
      return <SchedulingPage facts={facts} />;
    case "cpu":
      return <CpuPage facts={facts} />;
    case "blocking":
      return <BlockingPage facts={facts} />;
    case "critical-path":
      return <CriticalPathPage />;
    case "locks":
      return <LocksPage facts={facts} />;
    case "io":
      return <IoPage facts={facts} />;
    case "gc":
      return <GcPage facts={facts} />;
    case "tasks":
      return <TasksPage />;
    case "task":
      return <TaskPage />;
    case "regions":
      return <RegionsPage />;
    case "compare":
      return <ComparePage facts={facts} />;
    case "events":
      return <EventsPage />;
    case "threads":
      return <ThreadsPage />;
    case "group":
      return <GroupPage />;
    case "thread":
      return <ThreadPage facts={facts} />;
  }
}
