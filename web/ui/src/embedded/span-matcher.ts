import type { TimeRange } from "../units";
import { isToldBy } from "../model/stack-tags";
import { FLAG_PINNED, FLAG_PROVEN, FLAG_TIMED_OUT } from "./columns";
import { contains, type Embedded } from "./dictionaries";
import {
  isOfThread,
  parseFilter,
  type Condition,
  type Place,
  type Property,
} from "./span-filter";
import { firstEndingAfter } from "./spans-in";

type Test = (id: number) => boolean;

/** Which threads and spans a filter lets through. Texts and stacks are looked at once each. */
export class SpanMatcher {
  private readonly threadTests: Test[] = [];
  private readonly spanTests: Test[] = [];

  constructor(
    private readonly embedded: Embedded,
    filter: string,
  ) {
    for (const term of parseFilter(filter)) {
      const test = this.test(term.condition);
      const tests = isOfThread(term) ? this.threadTests : this.spanTests;
      tests.push(term.isNegated ? (id) => !test(id) : test);
    }
  }

  /** Whether a thread passes; its spans may still not. */
  thread(thread: number): boolean {
    return this.threadTests.every((test) => test(thread));
  }

  /** Whether a span of a thread that passes does so, too. */
  span(span: number): boolean {
    return this.spanTests.every((test) => test(span));
  }

  /** Whether a thread passes and has a span that does, if the filter asks for spans. */
  hasSpan(thread: number, range: TimeRange): boolean {
    if (!this.thread(thread)) return false;
    if (this.spanTests.length === 0) return true;
    const { columns } = this.embedded;
    const last = columns.first[thread + 1];
    let span = firstEndingAfter(columns, thread, range.from);
    for (; span < last && columns.start[span] < range.to; span++)
      if (this.span(span)) return true;
    return false;
  }

  private test(condition: Condition): Test {
    const { columns: c, texts } = this.embedded;
    switch (condition.of) {
      case "name":
        return (thread) => condition.matches(texts.threadNames[thread]);
      case "is":
        return this.property(condition.property);
      case "states":
        return (span) => condition.states.has(c.state[span]);
      case "length":
        return (span) => {
          const nanos = c.end[span] - c.start[span];
          return nanos >= condition.least && nanos <= condition.most;
        };
      case "time":
        return (span) =>
          c.start[span] < condition.to && c.end[span] > condition.from;
      case "tag":
        return this.frame((method) => isToldBy(condition.tag, method));
      default:
        return this.text(condition.of, condition.needle);
    }
  }

  private property(property: Property): Test {
    const { columns: c, texts } = this.embedded;
    const flag = (mask: number) => (span: number) =>
      (c.flags[span] & mask) !== 0;
    switch (property) {
      case "pinned":
        return flag(FLAG_PINNED);
      case "timedOut":
        return flag(FLAG_TIMED_OUT);
      case "proven":
        return flag(FLAG_PROVEN);
      default:
        return (thread) => texts.threadKinds[thread] === property;
    }
  }

  private text(place: Place, needle: string): Test {
    if (place === "frame")
      return this.frame((method) => contains(method, needle));
    const { columns, texts } = this.embedded;
    const matches = once((id) => contains(texts.strings[id], needle));
    return (span) => columns[place][span] >= 0 && matches(columns[place][span]);
  }

  private frame(matches: (method: string) => boolean): Test {
    const { columns, texts } = this.embedded;
    const frames = once((frame) => matches(texts.frames[frame][0]));
    const stacks = once((stack) => {
      for (let node = stack; node >= 0; node = columns.stackParent[node])
        if (frames(columns.stackFrame[node])) return true;
      return false;
    });
    return (span) => columns.stack[span] >= 0 && stacks(columns.stack[span]);
  }
}

function once(test: Test): Test {
  const known = new Map<number, boolean>();
  return (id) => {
    let answer = known.get(id);
    if (answer === undefined) known.set(id, (answer = test(id)));
    return answer;
  };
}
