import { ApiError, type TraceAnswers } from "../api/client";
import type {
  FlameAnswer,
  GraphAnswer,
  PeekAnswer,
  ProfileFacts,
  TopAnswer,
} from "./answers";
import {
  entriesOf,
  filtered,
  flameOf,
  pivotOf,
  stacksOf,
  type NameIndex,
  type Stack,
  type StackColumns,
} from "./stacks";

/** What a single file carries. */
export interface EmbeddedData {
  readonly chosen: number;
  /** That were in force when the file was written. */
  readonly filters: readonly string[];
  readonly parts: readonly {
    readonly facts: ProfileFacts;
    readonly total: number;
    readonly graph: GraphAnswer;
  }[];
  readonly stacks: StackColumns;
}

const MOST_ENTRIES = 200;
/** Parameters that name filters which a single file can apply. */
const FILTERS = ["f", "i", "h", "s", "sf"] as const;

/** Answers about the profile of a single file what the server would answer. */
export class EmbeddedProfile implements TraceAnswers {
  constructor(private readonly data: EmbeddedData) {}

  json = async (url: string): Promise<unknown> => {
    const { pathname, searchParams } = new URL(url, "http://file");
    switch (pathname) {
      case "/api/pprof/facts":
        return this.facts(searchParams);
      case "/api/pprof/flame":
        return this.flame(searchParams);
      case "/api/pprof/top":
        return this.top(searchParams);
      case "/api/pprof/peek":
        return this.peek(searchParams);
      case "/api/pprof/graph":
        return this.graph(searchParams);
      default:
        throw new ApiError(404, "A single file has no answer to this.");
    }
  };

  bytes = (): Promise<ArrayBuffer> =>
    Promise.reject(new ApiError(404, "A single file has no answer to this."));

  private type(params: URLSearchParams): number {
    const asked = params.get("si");
    const index = this.data.parts[0].facts.types.findIndex(
      ({ name }) => name === asked,
    );
    return index < 0 ? this.data.chosen : index;
  }

  private facts(params: URLSearchParams): ProfileFacts {
    const { facts } = this.data.parts[this.type(params)];
    return { ...facts, heads: [...facts.heads, ...this.data.filters] };
  }

  private test(params: URLSearchParams, key: string) {
    const regex = params.get(key) ?? "";
    if (regex === "") return null;
    const { names, files } = this.data.stacks;
    const pattern = patternOf(regex);
    const known = new Map<NameIndex, boolean>();
    const isFileToo = key !== "p" && key !== "q";
    return (name: NameIndex): boolean => {
      let is = known.get(name);
      if (is === undefined) {
        is =
          pattern.test(names[name]) || (isFileToo && pattern.test(files[name]));
        known.set(name, is);
      }
      return is;
    };
  }

  private stacks(params: URLSearchParams): Stack[] {
    return filtered(stacksOf(this.data.stacks, this.type(params)), {
      focus: this.test(params, "f"),
      ignore: this.test(params, "i"),
      hide: this.test(params, "h"),
      show: this.test(params, "s"),
      showFrom: this.test(params, "sf"),
    });
  }

  private common(params: URLSearchParams) {
    return { remarks: [], total: this.data.parts[this.type(params)].total };
  }

  private flame(params: URLSearchParams): FlameAnswer {
    const { names } = this.data.stacks;
    const stacks = this.stacks(params);
    const isPivot = this.test(params, "p");
    return {
      ...this.common(params),
      ...(isPivot === null
        ? { flame: flameOf(stacks, names, "root"), callers: null }
        : pivotOf(stacks, names, isPivot)),
    };
  }

  private top(params: URLSearchParams): TopAnswer {
    const rows = entriesOf(this.stacks(params), this.data.stacks.names);
    return { ...this.common(params), heads: [], rows };
  }

  private peek(params: URLSearchParams): PeekAnswer {
    const regex = params.get("q") ?? "";
    const pattern = patternOf(regex);
    const entries = entriesOf(
      this.stacks(params),
      this.data.stacks.names,
    ).filter(({ name }) => pattern.test(name));
    return {
      ...this.common(params),
      count: entries.length,
      entries: entries.slice(0, MOST_ENTRIES),
    };
  }

  private graph(params: URLSearchParams): GraphAnswer {
    const { graph } = this.data.parts[this.type(params)];
    const isFiltered = FILTERS.some((key) => (params.get(key) ?? "") !== "");
    const remark =
      "The graph of a single file is that of all its stacks: filters need jtrace pprof --http.";
    return isFiltered ? { ...graph, remarks: [remark] } : graph;
  }
}

function patternOf(regex: string): RegExp {
  try {
    return new RegExp(regex);
  } catch {
    throw new ApiError(400, `expected a regular expression, found "${regex}"`);
  }
}
