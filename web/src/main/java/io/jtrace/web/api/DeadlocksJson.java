package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Deadlocks;
import java.io.IOException;

/** Threads that wait for each other, as JSON. */
public final class DeadlocksJson {
  private DeadlocksJson() {}

  /** Writes the fields of an object. */
  public static void deadlocks(Json json, Deadlocks deadlocks) throws IOException {
    json.field("recorded", deadlocks.recorded());
    json.objects("deadlocks", deadlocks.deadlocks(), deadlock -> deadlock(json, deadlock));
  }

  private static void deadlock(Json json, Deadlocks.Deadlock deadlock) throws IOException {
    json.field("from", deadlock.seen().startNanos());
    json.field("to", deadlock.seen().endNanos());
    json.field("beginSeen", deadlock.isBeginSeen());
    json.objects("members", deadlock.members(), member -> member(json, member));
  }

  private static void member(Json json, Deadlocks.Member member) throws IOException {
    json.field("index", member.span());
    json.field("thread", member.thread());
    json.field("name", member.threadName());
    json.field("state", member.state().key());
    LocksEndpoint.name(json, member.lock(), member.address());
    json.field("since", member.sinceNanos());
    json.field("beginSeen", member.isBeginSeen());
    SpanEndpoint.stack(json, "stack", member.stack());
  }
}
