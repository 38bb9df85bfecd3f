package sample;

import java.util.HashMap;
import java.util.Map;

/** Prices behind one monitor; a reload holds it far too long and makes plenty of garbage. */
final class PriceCache {
  private final Map<Integer, long[]> histories = new HashMap<>();

  long get(int item) {
    long[] history = historyOf(item);
    long sum = 0;
    for (long price : history) {
      sum += price;
    }
    return sum / history.length;
  }

  /** Copies the history for every caller: the garbage is what a trace should show. */
  private synchronized long[] historyOf(int item) {
    return histories.computeIfAbsent(item, PriceCache::load).clone();
  }

  /** Drops every price and loads it again while everybody waits. */
  synchronized void reload() {
    histories.clear();
    for (int item = 0; item < 256; item++) {
      histories.put(item, load(item));
    }
  }

  private static long[] load(int item) {
    long[] history = new long[4096];
    long price = item + 1;
    for (int day = 0; day < history.length; day++) {
      price = price * 6364136223846793005L + 1442695040888963407L;
      history[day] = Math.floorMod(price, 10_000L);
    }
    return history;
  }
}
