import { apiUrl } from "../api/client";
import { type LongestWaits, type Profile } from "../api/profile";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { PprofLink, ProfileGraph } from "../components/flame/profile-panel";
import { graphNote, headLine } from "../components/flame/profile-words";
import { Failure, Loading } from "../components/notice";
import { Tabs } from "../components/tabs";
import { whyMissing } from "../model/why-missing";
import { navigate, route } from "../url/router";
import { oneOf } from "../url/state";
import { BlockingFilters } from "./blocking-filters";
import { threadsQuery } from "./blocking-page";
import { FlatCard, WaitsCard } from "./blocking-tables";
import { ProcessorsCard } from "./processors-card";
import { WhoseTimeCard } from "./whose-time-card";

/** The kinds of profile that the page shows, which are words in its address. */
const VIEWS = ["cpu", "blocking", "time"] as const;
type View = (typeof VIEWS)[number];

const VIEW_LABEL: Record<View, string> = {
  cpu: "On CPU",
  blocking: "Off CPU",
  time: "Both",
};

/** What threads did on processors and off them, by stack; and how busy processors were over time. */
export function CpuPage({ facts }: { readonly facts: TraceFacts }) {
  const state = route.value;
  const view = oneOf(VIEWS, state.kind) ?? "cpu";
  const query = threadsQuery(state);
  const { data, error } = useApi<Profile>(
    apiUrl("/api/profile", {
      ...query,
      kind: view,
      focus: state.focus,
      hide: state.hide,
    }),
  );
  const waits = useApi<LongestWaits>(
    view === "blocking" ? apiUrl("/api/waits", { ...query, kind: view }) : null,
  );
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>CPU</h1>
        <span class="muted">{data && headLine(data)}</span>
        <Tabs
          label="Time of threads"
          tabs={VIEWS.map((key) => ({ key, label: VIEW_LABEL[key] }))}
          chosen={view}
          onChoose={(kind) => navigate({ kind })}
        />
      </div>
      <div class="flame-bar span-12">
        <BlockingFilters threadCount={facts.threadCount} />
        <PprofLink query={{ ...query, kind: view }} />
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="profile" />
      ) : (
        <Card title={titleOf(view)} note={noteOf(data, facts)} class="span-12">
          <ProfileGraph profile={data} />
        </Card>
      )}
      <ProcessorsCard facts={facts} />
      <WhoseTimeCard view={view} />
      {data !== null && view === "blocking" && waits.data !== null && (
        <WaitsCard waits={waits.data} error={waits.error} />
      )}
      {data !== null && (
        <FlatCard profile={data} isWide={view !== "blocking"} />
      )}
    </div>
  );
}

function titleOf(view: View): string {
  switch (view) {
    case "cpu":
      return "On CPU, by stack";
    case "blocking":
      return "Off CPU: waits by stack";
    case "time":
      return "On and off CPU, by stack and reason";
  }
}

function noteOf(profile: Profile, facts: TraceFacts): string {
  if (!profile.recorded) return whyMissing(facts, "samples") ?? "";
  const note = graphNote(profile);
  return profile.kind === "time"
    ? `${note}; each stack ends in what the thread did: running (without scheduling data that includes waiting for a processor), or what it waited for`
    : note;
}
