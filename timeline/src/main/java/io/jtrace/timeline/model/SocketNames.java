package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.function.IntUnaryOperator;

/**
 * The other ends of sockets as {@code host:port}, or {@code address:port} where the host has no
 * name.
 *
 * <p>There are few of them, however many reads and writes: each is named once, and a row finds its
 * name by its host and port. Immutable once made.
 */
final class SocketNames implements IntUnaryOperator {
  private static final int BATCH = 1024;

  private final IntColumn hosts;
  private final IntColumn addresses;
  private final LongColumn ports;
  private final int emptyText;
  private final LongIntMap names = new LongIntMap();

  private SocketNames(EventTable table, int emptyText) {
    hosts = table.ids("host");
    addresses = table.ids("address");
    ports = table.numbers("port");
    this.emptyText = emptyText;
  }

  /** Names the sockets of {@code table}. */
  static SocketNames of(EventTable table, Dictionary dictionary) {
    SocketNames names = new SocketNames(table, dictionary.intern(""));
    names.nameAll(dictionary);
    return names;
  }

  private void nameAll(Dictionary dictionary) {
    int[] hostBatch = new int[BATCH];
    int[] addressBatch = new int[BATCH];
    long[] portBatch = new long[BATCH];
    long last = -1;
    for (int from = 0; from < ports.size(); from += BATCH) {
      int count = Math.min(BATCH, ports.size() - from);
      hosts.copy(from, from + count, hostBatch);
      addresses.copy(from, from + count, addressBatch);
      ports.copy(from, from + count, portBatch);
      for (int i = 0; i < count; i++) {
        int end = end(hostBatch[i], addressBatch[i]);
        long key = key(end, portBatch[i]);
        if (key != last && end >= 0) {
          last = key;
          name(key, end, portBatch[i], dictionary);
        }
      }
    }
  }

  private void name(long key, int end, long port, Dictionary dictionary) {
    if (names.get(key) < 0) {
      names.put(
          key,
          dictionary.intern(Dictionary.part(dictionary.text(end)) + (port > 0 ? ":" + port : "")));
    }
  }

  private int end(int host, int address) {
    return host < 0 || host == emptyText ? address : host;
  }

  private static long key(int end, long port) {
    return (long) end << 32 | (port & 0xffffffffL);
  }

  /** Returns the id of the name of the other end, or -1 if the event in {@code row} has none. */
  @Override
  public int applyAsInt(int row) {
    int end = end(hosts.at(row), addresses.at(row));
    return end < 0 ? -1 : names.get(key(end, ports.at(row)));
  }
}
