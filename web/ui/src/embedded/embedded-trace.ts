import { ApiError, type TraceAnswers } from "../api/client";
import {
  PROFILE_WEIGHTS,
  type LongestWaits,
  type ProfileWeight,
} from "../api/profile";
import type { EventDetails, Events, Rows, Tracks } from "../api/timeline";
import type { Found, GroupRow, Groups, TraceFacts } from "../api/types";
import type { ThreadId, TimeRange } from "../units";
import { oneOf } from "../url/state";
import {
  findRegions,
  findTasks,
  taskDetail,
  type AnnotationTable,
  type AnnotationWish,
} from "./annotations";
import { compareTexts, type StackFilter } from "./call-tree";
import { contains, membersOf, type Embedded } from "./dictionaries";
import { findEvents } from "./event-search";
import { groupDetail } from "./group-facts";
import { makeGroupTiles, type GroupTileWish } from "./group-sums";
import { makeTiles, type TileWish } from "./make-tiles";
import { longestWaits, profile } from "./profiles";
import { regionDepths, regionsIn } from "./region-window";
import { samplesIn } from "./sample-window";
import { SpanFacts } from "./span-facts";
import { findFrames, findLocks, findSpans, stretch } from "./span-search";
import { threadDetail } from "./thread-facts";
import { filterProcessors, layOutRows, withDepths } from "./trace-rows";

/** What the server would answer, by the names that api/EmbeddedTrace.java gives. */
export type Answers = Readonly<Record<string, unknown>>;

const OPEN_RECORDING = "Open the recording with jtrace to see it.";

/** Why this file does not hold the answer to a question. */
const NOT_HERE: Readonly<Record<string, string>> = {
  event: `This single file leaves out the program's events: there are too many. ${OPEN_RECORDING}`,
  locks: `This single file does not tell of locks. ${OPEN_RECORDING}`,
  "critical-path": `This single file does not tell of critical paths. ${OPEN_RECORDING}`,
  io: `This single file does not tell of hosts and files. ${OPEN_RECORDING}`,
  "event-types": `This single file does not hold all events of the recording. ${OPEN_RECORDING}`,
  annotations: `This single file leaves out the program's tasks and regions: there are too many. ${OPEN_RECORDING}`,
  "mmu-windows": `This single file does not hold the worst windows. ${OPEN_RECORDING}`,
};
const NO_ANSWER = `This single file has no answer to this. ${OPEN_RECORDING}`;
const WHOLE_ONLY =
  "This single file tells this of the whole trace only: clear the time window, or open the recording with jtrace.";
const ALL_GROUPS_ONLY =
  "This single file tells this of all threads only: clear the group, or open the recording with jtrace.";

const WHOLE: TimeRange = { from: 0, to: Infinity };

const STATUS = {
  version: 1,
  following: false,
  step: null,
  doneBytes: 0,
  totalBytes: null,
  problem: null,
};

/** The query of a question. */
class Wish {
  constructor(
    readonly question: string,
    private readonly params: URLSearchParams,
  ) {}

  static of(url: string): Wish {
    const { pathname, searchParams } = new URL(url, "http://trace");
    return new Wish(pathname.replace("/api/", ""), searchParams);
  }

  text(name: string, otherwise = ""): string {
    return this.params.get(name) || otherwise;
  }

  number(name: string, otherwise = NaN): number {
    return Number(this.params.get(name) ?? otherwise);
  }

  has(name: string): boolean {
    return this.text(name) !== "";
  }

  get by(): string {
    return this.text("by", "name");
  }

  get isPart(): boolean {
    return this.has("from") || this.has("to");
  }

  get range(): TimeRange {
    return { from: this.number("from", 0), to: this.number("to", Infinity) };
  }

  get ids(): number[] {
    return this.text("threads").split(",").map(Number);
  }

  pattern(name: string): RegExp | null {
    try {
      return this.has(name) ? new RegExp(this.text(name)) : null;
    } catch (problem) {
      throw new ApiError(
        400,
        `expected a regular expression in "${name}": ${String(problem)}`,
      );
    }
  }
}

function annotationWish(wish: Wish): AnnotationWish {
  return {
    range: wish.range,
    type: wish.text("type"),
    min: wish.number("min", 0),
    max: wish.number("max", Infinity),
    text: wish.text("q"),
    open: wish.text("open"),
    offset: wish.number("offset", 0),
    limit: wish.number("limit", 100),
  };
}

/** Answers what the viewer's server would, about the trace in this page. */
export class EmbeddedTrace implements TraceAnswers {
  private readonly facts: SpanFacts;
  /** By thread, how deep its regions nest. */
  private readonly depths: ReadonlyMap<ThreadId, number>;
  private readonly computed: Readonly<Record<string, (wish: Wish) => unknown>> =
    {
      status: () => STATUS,
      span: (wish) => this.facts.span(this.spanIndex(wish)),
      spans: (wish) => this.spans(wish),
      stretch: (wish) =>
        stretch(this.embedded, wish.number("thread"), wish.range),
      labels: (wish) => ({
        labels: wish
          .text("spans")
          .split(",")
          .map((span) => this.facts.label(Number(span))),
      }),
      flows: (wish) =>
        this.facts.flows(
          wish.has("thread") ? wish.number("thread") : null,
          wish.range,
          wish.number("limit", 200),
        ),
      rows: (wish) => this.rows(wish),
      find: (wish) => this.find(wish.text("q"), wish.number("limit", 50)),
      events: (wish) => this.events(wish.ids),
      samples: (wish) =>
        samplesIn(
          this.embedded,
          wish.ids,
          wish.range,
          wish.number("bucket", 1),
        ),
      profile: (wish) => this.profile(wish),
      waits: (wish) => this.waits(wish),
      thread: (wish) =>
        threadDetail(this.embedded, wish.number("id"), wish.range, this.facts),
      group: (wish) =>
        groupDetail(this.embedded, this.answer("tracks") as Tracks, {
          by: wish.by,
          group: wish.text("group"),
          range: wish.range,
          sort: wish.text("sort"),
          isAscending: wish.text("dir") === "asc",
          limit: wish.number("limit", 500),
        }),
      groups: (wish) => this.groups(wish.by, wish.range),
      tasks: (wish) => findTasks(this.annotations, annotationWish(wish)),
      task: (wish) => taskDetail(this.annotations, wish.number("id")),
      regions: (wish) =>
        findRegions(this.embedded, this.annotations, annotationWish(wish)),
      "thread-regions": (wish) =>
        regionsIn(
          this.annotations.regions,
          wish.ids,
          wish.range,
          wish.number("bucket", 1),
          wish.number("depths", 32),
        ),
      locks: () => this.answer("locks"),
      lock: () => this.answer("locks"),
      "critical-path": () => this.answer("critical-path"),
      io: () => this.answer("io"),
      "io-target": () => this.answer("io"),
      "event-types": () => this.answer("event-types"),
      event: (wish) => this.answer(`event|${wish.text("index")}`),
    };

  constructor(
    private readonly answers: Answers,
    private readonly embedded: Embedded,
  ) {
    this.facts = new SpanFacts(embedded);
    const table = answers.annotations as AnnotationTable | undefined;
    this.depths = regionDepths(table?.regions ?? []);
  }

  async json(url: string): Promise<unknown> {
    const wish = Wish.of(url);
    const compute = this.computed[wish.question];
    return compute === undefined ? this.prepared(wish) : compute(wish);
  }

  async bytes(url: string, body: unknown): Promise<ArrayBuffer> {
    return Wish.of(url).question === "group-tiles"
      ? makeGroupTiles(this.embedded, body as GroupTileWish)
      : makeTiles(this.embedded.columns, body as TileWish);
  }

  /** Answers that the server has given before, of the whole trace. */
  private prepared(wish: Wish): unknown {
    const { question, by } = wish;
    if (wish.isPart) throw new ApiError(404, WHOLE_ONLY);
    switch (question) {
      case "overview":
        return this.answer(`overview|${wish.text("buckets")}`);
      case "scheduling":
        if (wish.has("group")) throw new ApiError(404, ALL_GROUPS_ONLY);
        return this.answer(`scheduling|${by}`);
      case "processor-use":
        return this.answer(`processor-use|${wish.text("source")}`);
      case "mmu":
        return this.answer(
          `mmu|${wish.text("safepoints", "false")}|${wish.text("concurrent", "false")}`,
        );
      default:
        return this.answer(question);
    }
  }

  private answer(name: string): unknown {
    const { answers } = this;
    if (!Object.hasOwn(answers, name))
      throw new ApiError(404, NOT_HERE[name.split("|", 1)[0]] ?? NO_ANSWER);
    return answers[name];
  }

  private get annotations(): AnnotationTable {
    return this.answer("annotations") as AnnotationTable;
  }

  private spanIndex(wish: Wish): number {
    return wish.has("index")
      ? wish.number("index")
      : this.facts.at(wish.number("thread"), wish.number("t"));
  }

  private threads(wish: Wish): readonly number[] | null {
    if (wish.has("thread")) return [wish.number("thread")];
    return wish.has("group")
      ? membersOf(this.embedded.texts, wish.by, wish.text("group"))
      : null;
  }

  private spans(wish: Wish): unknown {
    const question = {
      filter: wish.text("q"),
      range: wish.range,
      threads: this.threads(wish),
      sort: wish.text("sort", "duration"),
      offset: wish.number("offset", 0),
      limit: wish.number("limit", 100),
    };
    return findSpans(this.embedded, question, (span) => this.facts.label(span));
  }

  private profile(wish: Wish): unknown {
    const { eventTypes } = this.answer("trace") as TraceFacts;
    const weight: ProfileWeight =
      oneOf(PROFILE_WEIGHTS, wish.text("weight")) ?? "total";
    const filter: StackFilter = {
      focus: wish.pattern("focus"),
      ignore: wish.pattern("ignore"),
      hide: wish.pattern("hide"),
      showFrom: wish.pattern("showFrom"),
    };
    const about = this.profileWish(wish);
    return profile(this.embedded, eventTypes, about, weight, filter);
  }

  private waits(wish: Wish): LongestWaits {
    const limit = wish.number("limit", 100);
    return longestWaits(this.embedded, this.profileWish(wish), limit);
  }

  private profileWish(wish: Wish) {
    return {
      kind: wish.text("kind", "blocking"),
      range: wish.range,
      threads: this.threads(wish),
    };
  }

  private rows(wish: Wish): Rows {
    const { by } = wish;
    const sort = wish.text("sort", "busy");
    const filter = wish.text("q");
    if (by === "cpu")
      return filterProcessors(this.answer("rows|cpu") as Rows, filter);
    const { keys, members } = this.embedded.texts.groupings[by];
    const groups = keys.map((key, i) => [key, members[i]] as const);
    const rows = layOutRows(this.embedded, groups, sort, filter, wish.range);
    return this.depths.size === 0 ? rows : withDepths(rows, this.depths);
  }

  private groups(by: string, range: TimeRange): Groups {
    const { keys, members } = this.embedded.texts.groupings[by];
    const rows = keys
      .map((key, i) => this.facts.group(key, members[i], range))
      .filter((row): row is GroupRow => row !== null)
      .sort(
        (a, b) =>
          b.states[0] - a.states[0] ||
          b.totalNanos - a.totalNanos ||
          compareTexts(a.key, b.key),
      );
    return { by, groups: rows };
  }

  private find(query: string, limit: number): Found {
    const needle = query.toLowerCase();
    const { texts } = this.embedded;
    const has = (text: string) => contains(text, needle);
    const events = Object.entries(this.answers)
      .filter(([name]) => name.startsWith("event|"))
      .map(([, answer]) => answer as EventDetails);
    return {
      threads: texts.threadNames
        .map((name, id) => ({ id, name }))
        .filter(({ name }) => has(name))
        .slice(0, limit),
      frames: findFrames(this.embedded, needle, limit),
      locks: findLocks(this.embedded, needle, limit),
      groups: this.groups("name", WHOLE)
        .groups.map(({ key }) => key)
        .filter(has)
        .slice(0, limit),
      events: findEvents(events, needle, limit),
    };
  }

  /** Every thread that is asked for has an entry, an empty one if it has no events. */
  private events(threads: readonly number[]): Events {
    const { customEvents } = this.answer("trace") as TraceFacts;
    if (customEvents.count > 0 && !Object.hasOwn(this.answers, "event|0"))
      throw new ApiError(404, NOT_HERE["event"]);
    return {
      threads: threads.map((thread) => {
        const answer = this.answers[`events|${thread}`] as Events | undefined;
        return answer?.threads[0] ?? { thread, slices: [], instants: [] };
      }),
    };
  }
}
