import { apiUrl, windowQuery } from "../api/client";
import type {
  Carriers,
  Cpus,
  Scheduling,
  SchedulingFacts,
} from "../api/scheduling";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Failure, Loading } from "../components/notice";
import { formatCount } from "../format/number";
import { route } from "../url/router";
import type { TimeRange } from "../units";
import { CarriersCard, CpuCard, CpuRowsCard } from "./cpu-cards";
import { LatencyCards } from "./latency-cards";
import { PinningCards } from "./pinning-cards";
import { QueuesCard, StarvationCard, WakersCard } from "./waking-cards";

/** When threads could have run and did not: waiting for a carrier, a processor, a queue; and who made them go on. */
export function SchedulingPage({ facts }: { readonly facts: TraceFacts }) {
  const { window: range, by, group } = route.value;
  const query = windowQuery(range);
  const scheduling = useApi<Scheduling>(
    apiUrl("/api/scheduling", { ...query, by, group }),
  );
  const carriers = useApi<Carriers>(apiUrl("/api/carriers", query));
  const cpus = useApi<Cpus>(apiUrl("/api/cpus", { ...query, buckets: 1000 }));
  const shown: TimeRange = range ?? { from: 0, to: facts.durationNanos };
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Scheduling</h1>
        <span class="muted">{sourceLine(facts.scheduling)}</span>
      </div>
      {scheduling.error !== null ? (
        <Failure message={scheduling.error} />
      ) : scheduling.data === null ? (
        <Loading what="scheduling" />
      ) : (
        <Cards
          scheduling={scheduling.data}
          facts={facts}
          carriers={carriers.data}
          cpus={cpus.data}
          shown={shown}
        />
      )}
    </div>
  );
}

interface CardsProps {
  readonly scheduling: Scheduling;
  readonly facts: TraceFacts;
  readonly carriers: Carriers | null;
  readonly cpus: Cpus | null;
  readonly shown: TimeRange;
}

function Cards({ scheduling, facts, carriers, cpus, shown }: CardsProps) {
  return (
    <>
      <LatencyCards
        latency={scheduling.latency}
        processors={scheduling.processors}
        range={shown}
      />
      {carriers !== null && carriers.carriers.length > 0 && (
        <CarriersCard carriers={carriers.carriers} />
      )}
      <PinningCards pinning={scheduling.pinning} facts={facts} />
      <WakersCard wakers={scheduling.wakers} />
      <QueuesCard queues={scheduling.queues} />
      <CpuCard cpu={scheduling.cpu} />
      {cpus !== null && cpus.source === "perf" && (
        <CpuRowsCard cpus={cpus} range={shown} />
      )}
      <StarvationCard starvation={scheduling.starvation} />
    </>
  );
}

/** What the page rests on, in words. */
export function sourceLine(facts: SchedulingFacts): string {
  const virtual =
    facts.virtualThreads === "hooks"
      ? `${formatCount(facts.runs)} runs and ${formatCount(facts.runnables)} wake-ups of virtual threads on ${formatCount(facts.carriers)} carriers, ${
          facts.lost === 0 ? "none lost" : `${formatCount(facts.lost)} lost`
        }`
      : "no runs of virtual threads";
  const cpu = {
    perf: "processor time exact, from perf",
    schedstat: "processor time from schedstat, as sums",
    none: "processor time not recorded",
  }[facts.cpuSource];
  return `${virtual} · ${cpu} · ${facts.syscalls ? "system calls sampled" : "system calls not sampled"}`;
}
