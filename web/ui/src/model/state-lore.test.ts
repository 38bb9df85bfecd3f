import { describe, expect, it } from "vitest";
import type { TraceFacts } from "../api/types";
import { stateLore, type Certainty } from "./state-lore";
import { whyMissing } from "./why-missing";

type Types = Record<string, { count: number; enabled?: string }>;

function traceWith(
  types: Types,
  more: { jdk?: string; virtual?: number; scheduling?: object } = {},
): TraceFacts {
  const { jdk = "25.0.3", virtual = 0, scheduling = {} } = more;
  return {
    jvms: [{ javaVersion: jdk }],
    virtualThreadCount: virtual,
    scheduling: { virtualThreads: "none", cpuSource: "none", ...scheduling },
    eventTypes: Object.entries(types).map(([name, { count, enabled }]) => ({
      name,
      count,
      settings: enabled === undefined ? {} : { enabled },
    })),
  } as unknown as TraceFacts;
}

function certaintyOf(facts: TraceFacts, key: string): Certainty | undefined {
  return stateLore(facts).find((lore) => lore.key === key)?.certainty;
}

describe("why something is missing", () => {
  it("absentEvent_isNamedWithTheWayToGetIt", () => {
    expect(whyMissing(traceWith({}), "monitors")).toBe(
      "The recording has no jdk.JavaMonitorEnter. Record with jtrace's agent or its settings, jtrace.jfc.",
    );
  });

  it("eventOfANewerJdk_saysWhichJdkHasIt", () => {
    expect(whyMissing(traceWith({}, { jdk: "17.0.15" }), "pinning")).toBe(
      "JDK 17 has no jdk.VirtualThreadPinned: it needs JDK 21 or newer.",
    );
  });

  it("eventThatWasOff_isSaidToHaveBeenOff", () => {
    const facts = traceWith({ "jdk.CPULoad": { count: 0, enabled: "false" } });
    expect(whyMissing(facts, "cpuLoad")).toMatch(/^jdk.CPULoad was switched/);
  });

  it("eventThatWasOnAndNeverHappened_isNotMissing", () => {
    const facts = traceWith({ "jdk.CPULoad": { count: 0, enabled: "true" } });
    expect(whyMissing(facts, "cpuLoad")).toBeNull();
  });

  it("oneOfSeveralEvents_isEnough", () => {
    const facts = traceWith({ "jdk.CPUTimeSample": { count: 7 } });
    expect(whyMissing(facts, "samples")).toBeNull();
  });
});

describe("certainty of states", () => {
  it("running_isCertainOnlyWithTheKernelsData", () => {
    expect(certaintyOf(traceWith({}), "running")).toBe("ambiguous");
    const perf = traceWith({}, { scheduling: { cpuSource: "perf" } });
    expect(certaintyOf(perf, "running")).toBe("recorded");
  });

  it("runnable_isNeverInvented", () => {
    expect(certaintyOf(traceWith({}), "runnable")).toBe("missing");
    const hooks = traceWith({}, { scheduling: { virtualThreads: "hooks" } });
    expect(certaintyOf(hooks, "runnable")).toBe("recorded");
  });

  it("unknown_saysWhatHooksWouldTellOfVirtualThreads", () => {
    const facts = traceWith({}, { virtual: 3 });
    expect(stateLore(facts).at(-1)?.because).toContain("hooks=on");
    expect(stateLore(traceWith({})).at(-1)?.because).not.toContain("hooks=on");
  });
});
