import { useEffect, useRef } from "preact/hooks";
import { apiUrl } from "../api/client";
import { useApi } from "../api/use-api";
import { HelpDialog, type HelpSection } from "../components/help-dialog";
import { Failure, Loading } from "../components/notice";
import { useShortcuts } from "../components/use-shortcuts";
import type { ProfileFacts } from "./answers";
import { Filters } from "./filters";
import { FlameView } from "./flame-view";
import { GraphView } from "./graph-view";
import { PeekView } from "./peek-view";
import { ProfileBar } from "./profile-bar";
import { RefineMenu } from "./refine-menu";
import { place } from "./route";
import { SourceView } from "./source-view";
import { TopView } from "./top-view";

const HELP: readonly HelpSection[] = [
  {
    title: "Everywhere",
    keys: [
      ["/ or Ctrl+K", "the first field"],
      ["?", "this help"],
      ["Back, Forward", "undo and redo a pivot or a filter"],
      ["Right click, Menu key, ⋯", "refine by a function"],
    ],
  },
  {
    title: "Flame graph",
    keys: [
      ["↑ ↓ ← →", "to callers, callees and neighbours"],
      ["Enter or click", "callers and callees of a function, from all stacks"],
      ["Esc, Home", "show all"],
      ["Shift+F10", "refine by the frame with the focus"],
    ],
  },
];

/** The shell around every view of a profile: top bar, what the profile is, filters, the view, help. */
export function ProfileApp() {
  const help = useRef<HTMLDialogElement>(null);
  const page = useRef<HTMLElement>(null);
  useShortcuts({
    focusSearch: () =>
      page.current?.querySelector<HTMLElement>("input[type=search]")?.focus(),
    showHelp: () => help.current?.showModal(),
  });
  const { si } = place.value.settings;
  const { data: facts, error } = useApi<ProfileFacts>(
    apiUrl("/api/pprof/facts", { si }),
  );
  useEffect(() => {
    if (facts !== null) document.title = `${facts.name} – jtrace`;
  }, [facts]);
  return (
    <>
      <a class="skip-link" href="#page">
        Skip to the page
      </a>
      <ProfileBar facts={facts} onHelp={() => help.current?.showModal()} />
      <main id="page" ref={page} class="page page-profile" tabIndex={-1}>
        {error !== null ? (
          <Failure message={error} />
        ) : facts === null ? (
          <Loading what="profile" />
        ) : (
          <div class="page-body">
            <Heads facts={facts} />
            <Filters facts={facts} />
            <ViewOf facts={facts} />
          </div>
        )}
      </main>
      <RefineMenu />
      <HelpDialog dialogRef={help} sections={HELP} />
    </>
  );
}

/** What the profile says of itself. */
function Heads({ facts }: { readonly facts: ProfileFacts }) {
  const url = facts.docUrl;
  return (
    <div class="profile-heads">
      <h1 class="off-screen">{facts.name}</h1>
      {facts.heads.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {url !== null && (
        <a href={url} target="_blank" rel="noreferrer noopener">
          What the program says about its profiles
        </a>
      )}
    </div>
  );
}

function ViewOf({ facts }: { readonly facts: ProfileFacts }) {
  switch (place.value.view) {
    case "flamegraph":
      return <FlameView facts={facts} />;
    case "graph":
      return <GraphView facts={facts} />;
    case "top":
      return <TopView facts={facts} />;
    case "peek":
      return <PeekView facts={facts} />;
    case "source":
      return <SourceView facts={facts} />;
  }
}
