package io.jtrace.web.api;

import io.jtrace.timeline.analysis.LockDetails;
import io.jtrace.timeline.analysis.LockTable;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Locks that threads waited for. */
final class LocksEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_OFFSET = 1_000_000;
  private static final int QUEUE_BUCKETS = 240;

  private final Trace trace;

  LocksEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body locks(Parameters parameters) {
    LockTable table =
        LockTable.of(
            trace,
            parameters.range(trace),
            isByLock(parameters.query().text("by", "lock")),
            sort(parameters.query().text("sort", "worst")),
            parameters.count("offset", 0, 0, MAX_OFFSET),
            parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
    return json ->
        json.object(
            () -> {
              json.field("count", table.count());
              json.field("totalNanos", table.totalNanos());
              json.objects("locks", table.locks(), lock -> write(json, lock));
            });
  }

  JsonEndpoint.Body lock(Parameters parameters) {
    String key = parameters.text("key");
    LockDetails details = details(parameters, key);
    return json -> json.object(() -> write(json, details));
  }

  private LockDetails details(Parameters parameters, String key) {
    try {
      return LockDetails.of(trace, parameters.range(trace), key, QUEUE_BUCKETS);
    } catch (NoSuchElementException e) {
      throw new IllegalArgumentException(
          "nobody waited for the lock \"" + key + "\" in this range", e);
    }
  }

  private static boolean isByLock(String by) {
    if (!by.equals("lock") && !by.equals("class")) {
      throw new IllegalArgumentException("expected by=lock or class, found \"" + by + "\"");
    }
    return by.equals("lock");
  }

  private static LockTable.Sort sort(String name) {
    return LockTable.Sort.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected sort=worst, total, waits, max or queue, found \"" + name + "\""));
  }

  private static void write(Json json, LockTable.Lock lock) throws IOException {
    json.field("key", lock.key());
    name(json, lock.lock(), lock.address());
    json.field("state", lock.state().key());
    tally(json, lock.waits(), lock.totalNanos(), lock.maxNanos());
    json.field("maxQueue", lock.maxQueue());
  }

  /** Writes the class of a lock and its address, where they are known. */
  static void name(Json json, String lock, long address) throws IOException {
    json.known("lock", lock);
    json.known("address", address == 0 ? "" : "0x" + Long.toHexString(address));
  }

  private static void write(Json json, LockDetails details) throws IOException {
    json.object("lock", () -> write(json, details.lock()));
    json.field("bucketNanos", details.bucketNanos());
    json.array("queue", details.queue(), count -> json.element((long) count));
    json.objects("owners", details.owners(), owner -> write(json, owner));
    json.objects("handOvers", details.handOvers(), pair -> write(json, pair));
    json.objects("stacks", details.stacks(), site -> write(json, site));
    json.objects("waits", details.waits(), wait -> write(json, wait));
  }

  private static void write(Json json, LockDetails.Owner owner) throws IOException {
    owner(json, owner.thread(), owner.name());
    tally(json, owner.waits(), owner.totalNanos(), owner.maxNanos());
  }

  private static void write(Json json, LockDetails.HandOver pair) throws IOException {
    json.field("waiter", pair.waiter());
    json.field("waiterName", pair.waiterName());
    owner(json, pair.owner(), pair.ownerName());
    tally(json, pair.waits(), pair.totalNanos(), pair.maxNanos());
  }

  private static void write(Json json, LockDetails.Site site) throws IOException {
    SpanEndpoint.stack(json, "stack", site.stack());
    tally(json, site.waits(), site.totalNanos(), site.maxNanos());
  }

  private static void write(Json json, LockDetails.Wait wait) throws IOException {
    json.field("index", wait.span());
    json.field("thread", wait.thread());
    json.field("name", wait.threadName());
    json.field("start", wait.startNanos());
    json.field("end", wait.endNanos());
    owner(json, wait.owner(), wait.ownerName());
    json.field("site", wait.site());
  }

  private static void owner(Json json, int thread, @Nullable String name) throws IOException {
    json.unless(-1, "owner", thread);
    json.field("ownerName", name);
  }

  private static void tally(Json json, long waits, long totalNanos, long maxNanos)
      throws IOException {
    json.field("waits", waits);
    json.field("totalNanos", totalNanos);
    json.field("maxNanos", maxNanos);
  }
}
