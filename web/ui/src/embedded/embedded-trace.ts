import { ApiError, type TraceAnswers } from "../api/client";
import type { Events, EventsOfThread, RowGroup, Rows } from "../api/timeline";
import type { Found, GroupRow } from "../api/types";
import { readColumns, type Columns } from "./columns";
import { makeTiles, type TileWish } from "./make-tiles";
import { SpanFacts, type Dictionaries } from "./span-facts";

interface Embedded extends Dictionaries {
  /** What the server would answer, by the names that api/EmbeddedTrace.java gives. */
  readonly answers: Readonly<Record<string, unknown>>;
}

const ANSWERS_ID = "jtrace-answers";
const COLUMNS_ID = "jtrace-columns";
const MAX_FOUND = 50;

/** What a question asks that this file has no answer to. */
const NO_ANSWER =
  "This page is a single file and has no answer to this. Open the recording with jtrace to ask.";

const STATUS = {
  version: 1,
  following: false,
  step: null,
  doneBytes: 0,
  totalBytes: null,
  problem: null,
};

/** Unpacks the trace of a page that carries one; null if the page came from a server. */
export async function embeddedTrace(): Promise<TraceAnswers | null> {
  const answers = document.getElementById(ANSWERS_ID);
  const columns = document.getElementById(COLUMNS_ID);
  if (answers === null || columns === null) return null;
  const text = new TextDecoder().decode(await unpack(answers));
  return new EmbeddedTrace(
    JSON.parse(text) as Embedded,
    readColumns(await unpack(columns)),
  );
}

async function unpack(element: HTMLElement): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(element.textContent ?? ""), (c) =>
    c.charCodeAt(0),
  );
  element.remove();
  const stream = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** Answers what the viewer's server would, about the trace in this page. */
class EmbeddedTrace implements TraceAnswers {
  private readonly facts: SpanFacts;

  constructor(
    private readonly embedded: Embedded,
    private readonly columns: Columns,
  ) {
    this.facts = new SpanFacts(columns, embedded);
  }

  async json(url: string): Promise<unknown> {
    const { pathname, searchParams } = new URL(url, "http://trace");
    const query = (name: string) => searchParams.get(name) ?? "";
    const by = query("by") || "name";
    const isPart = searchParams.has("from") || searchParams.has("to");
    const question = pathname.replace("/api/", "");
    switch (question) {
      case "status":
        return STATUS;
      case "span":
        return this.span(searchParams);
      case "labels":
        return {
          labels: query("spans")
            .split(",")
            .map((span) => this.facts.label(Number(span))),
        };
      case "flows":
        return this.flows(searchParams);
      case "rows":
        return this.rows(by, query("sort") || "busy", query("q"));
      case "find":
        return this.find(query("q"));
      case "events":
        return this.events(query("threads"));
      case "event":
        return this.answer(`event|${query("index")}`);
      case "groups":
        return isPart
          ? this.groups(by, Number(query("from")), Number(query("to")))
          : this.answer(`groups|${by}`);
    }
    if (isPart || (question === "scheduling" && query("group") !== ""))
      throw new ApiError(404, NO_ANSWER);
    switch (question) {
      case "overview":
        return this.answer(`overview|${query("buckets")}`);
      case "scheduling":
        return this.answer(`scheduling|${by}`);
      case "thread":
        return this.answer(`thread|${query("id")}`);
      case "group":
        return this.answer(`group|${by}|${query("group")}`);
      default:
        return this.answer(question);
    }
  }

  async tiles(wish: unknown): Promise<ArrayBuffer> {
    return makeTiles(this.columns, wish as TileWish);
  }

  private answer(name: string): unknown {
    const { answers } = this.embedded;
    if (!Object.hasOwn(answers, name)) throw new ApiError(404, NO_ANSWER);
    return answers[name];
  }

  private span(params: URLSearchParams): unknown {
    const index = params.get("index");
    return this.facts.span(
      index === null
        ? this.facts.at(Number(params.get("thread")), Number(params.get("t")))
        : Number(index),
    );
  }

  private flows(params: URLSearchParams): unknown {
    const thread = params.get("thread");
    return this.facts.flows(
      thread === null ? null : Number(thread),
      Number(params.get("from") ?? 0),
      Number(params.get("to") ?? Infinity),
      Number(params.get("limit") ?? 200),
    );
  }

  private rows(by: string, sort: string, query: string): Rows {
    const { answers } = this.embedded;
    const name = `rows|${by}|${sort}`;
    const rows = this.answer(
      Object.hasOwn(answers, name) ? name : `rows|${by}|busy`,
    ) as Rows;
    return query === "" ? rows : filtered(rows, matcher(query));
  }

  private groups(by: string, from: number, to: number): unknown {
    const { groups } = this.rows(by, "busy", "");
    const rows = groups
      .map((group) =>
        this.facts.group(group.key, group.threads, group.kinds, from, to),
      )
      .filter((row): row is GroupRow => row !== null)
      .sort((a, b) => b.states[0] - a.states[0]);
    return { by, groups: rows };
  }

  /** Finds names of threads and groups; what is in stacks and events only the server finds. */
  private find(query: string): Found {
    const wanted = query.toLowerCase();
    const has = (text: string) => text.toLowerCase().includes(wanted);
    const threads = this.embedded.threadNames
      .map((name, id) => ({ id, name }))
      .filter(({ name }) => has(name))
      .slice(0, MAX_FOUND);
    const { groups } = this.rows("name", "busy", "");
    return {
      threads,
      frames: [],
      locks: [],
      groups: groups.map(({ key }) => key).filter(has),
      events: [],
    };
  }

  private events(threads: string): Events {
    const { answers } = this.embedded;
    return {
      threads: threads
        .split(",")
        .map((thread) => answers[`events|${thread}`] as Events | undefined)
        .flatMap((answer): readonly EventsOfThread[] => answer?.threads ?? []),
    };
  }
}

/** A text that is no regular expression is looked for as it is. */
function matcher(query: string): (name: string) => boolean {
  try {
    const pattern = new RegExp(query, "i");
    return (name) => pattern.test(name);
  } catch {
    const wanted = query.toLowerCase();
    return (name) => name.toLowerCase().includes(wanted);
  }
}

function filtered(rows: Rows, matches: (name: string) => boolean): Rows {
  const groups = rows.groups.map((group): RowGroup => {
    const kept = group.names.map(matches);
    const keep = <T>(values: readonly T[]) => values.filter((_, i) => kept[i]);
    const threads = keep(group.threads);
    return {
      ...group,
      count: threads.length,
      threads,
      starts: keep(group.starts),
      ends: keep(group.ends),
      names: keep(group.names),
      kinds: keep(group.kinds),
      ...(group.eventLanes && { eventLanes: keep(group.eventLanes) }),
      more: undefined,
    };
  });
  return { ...rows, groups: groups.filter(({ count }) => count > 0) };
}
