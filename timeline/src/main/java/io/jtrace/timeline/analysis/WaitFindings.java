package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waits for other programs, and for the connections to them. */
final class WaitFindings {
  private static final long SLOW_ANSWER_NANOS = 100_000_000;
  private static final long LONG_BORROW_NANOS = 10_000_000;
  private static final int TOLD = 3;

  /** Ports from here on belong to clients, which may send their next request when they like. */
  private static final int EPHEMERAL_PORTS = 32_768;

  /** Where threads wait in pools of connections that are widely used. */
  private static final Set<String> BORROWING =
      Set.of(
          "com.zaxxer.hikari.pool.HikariPool.getConnection",
          "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
          "org.apache.commons.dbcp2.PoolingDataSource.getConnection",
          "org.apache.tomcat.jdbc.pool.ConnectionPool.getConnection",
          "com.mchange.v2.resourcepool.BasicResourcePool.checkoutResource",
          "com.alibaba.druid.pool.DruidDataSource.getConnection",
          "io.agroal.pool.ConnectionPool.getConnection",
          "redis.clients.jedis.util.Pool.getResource",
          "org.apache.http.pool.AbstractConnPool.lease",
          "org.apache.hc.core5.pool.StrictConnPool.lease");

  private final Trace trace;
  private final TimeRange range;
  private final Map<String, Waited> hosts = new LinkedHashMap<>();
  private final Map<String, Waited> pools = new LinkedHashMap<>();

  /** What of names and stacks has been looked at once: there are far fewer of them than spans. */
  private final Map<Integer, Boolean> asking = new HashMap<>();

  private final Map<Integer, String> servers = new HashMap<>();
  private final Map<Integer, String> borrowed = new HashMap<>();

  private WaitFindings(Trace trace, TimeRange range) {
    this.trace = trace;
    this.range = range;
  }

  /** The waits for one thing. */
  private static final class Waited {
    private final Tally tally = new Tally();
    private int longest = -1;

    void add(Spans spans, TimeRange range, int span) {
      LockGroup.tally(tally, spans, range, span);
      if (longest < 0 || spans.durationNanos(span) > spans.durationNanos(longest)) {
        longest = span;
      }
    }
  }

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jdk.SocketRead")) {
      found.unknown(FindingKind.SLOW_HOST);
    }
    WaitFindings waits = new WaitFindings(trace, range);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      SpansIn.each(trace.spans(), range, thread, waits::add);
    }
    waits.tell(found, waits.hosts, FindingKind.SLOW_HOST, SLOW_ANSWER_NANOS);
    waits.tell(found, waits.pools, FindingKind.POOL_EXHAUSTED, LONG_BORROW_NANOS);
  }

  private void add(int span) {
    Spans spans = trace.spans();
    State state = spans.state(span);
    if (state == State.SOCKET_IO) {
      if (asking.computeIfAbsent(spans.operation(span), this::isAsking)) {
        add(hosts, servers.computeIfAbsent(spans.subject(span), this::serverOf), span);
      }
    } else if (state.isBlocking() && spans.stack(span) != Stacks.NONE) {
      add(pools, borrowed.computeIfAbsent(spans.stack(span), this::poolOf), span);
    }
  }

  private void add(Map<String, Waited> waits, String name, int span) {
    if (!name.isEmpty()) {
      waits.computeIfAbsent(name, key -> new Waited()).add(trace.spans(), range, span);
    }
  }

  private boolean isAsking(int operation) {
    String name = trace.strings().atOr(operation, "");
    return name.equals(Operation.SOCKET_READ.label())
        || name.equals(Operation.SOCKET_CONNECT.label());
  }

  /** Returns the host and port; empty if they are no server's. */
  private String serverOf(int subject) {
    String host = trace.strings().atOr(subject, "");
    String port = host.substring(host.lastIndexOf(':') + 1);
    boolean isServer = port.matches("[0-9]{1,5}") && Integer.parseInt(port) < EPHEMERAL_PORTS;
    return isServer ? host : "";
  }

  /** Returns the pool whose connection is waited for in a stack; empty if none is. */
  private String poolOf(int stack) {
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      String method = trace.frames().method(trace.stacks().frame(node), trace.strings());
      if (BORROWING.contains(method)) {
        return method.substring(0, method.lastIndexOf('.'));
      }
    }
    return "";
  }

  private void tell(
      Findings.Collector found, Map<String, Waited> waits, FindingKind kind, long leastNanos) {
    Spans spans = trace.spans();
    waits.entrySet().stream()
        .filter(entry -> entry.getValue().tally.maxNanos >= leastNanos)
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().tally.totalNanos))
        .limit(TOLD)
        .forEach(
            entry -> {
              Waited waited = entry.getValue();
              found.add(
                  new Finding(
                      kind,
                      entry.getKey(),
                      List.of(
                          Measure.count("times", waited.tally.count),
                          Measure.nanos("longest", waited.tally.maxNanos),
                          Measure.nanos("together", waited.tally.totalNanos)),
                      null,
                      new TimeRange(
                          spans.startNanos(waited.longest), spans.endNanos(waited.longest)),
                      waited.tally.totalNanos,
                      null));
            });
  }
}
