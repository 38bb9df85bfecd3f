package sample;

import io.jtrace.api.Context;
import io.jtrace.api.Log;
import io.jtrace.api.Region;
import io.jtrace.api.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** What the shop does for a request: prices, orders and recommendations. */
final class Shop {
  private final ConnectionPool connections;
  private final PriceCache prices;
  private final Inventory inventory;
  private final Journal journal;

  Shop(ConnectionPool connections, PriceCache prices, Inventory inventory, Journal journal) {
    this.connections = connections;
    this.prices = prices;
    this.inventory = inventory;
    this.journal = journal;
  }

  String answer(String path) throws IOException {
    if (path.startsWith("/orders")) {
      return order(path);
    }
    if (path.startsWith("/recommend")) {
      return recommend(path);
    }
    return price(path);
  }

  void refreshPrices() {
    try (Task task = Task.start("refresh prices")) {
      prices.reload();
    }
  }

  private String price(String path) {
    return "{\"price\":" + prices.get(path.hashCode() & 0xff) + "}";
  }

  /** Takes a connection, asks the inventory, writes the journal; fails now and then. */
  private String order(String path) throws IOException {
    int item = path.hashCode() & 0xff;
    OrderEvent event = new OrderEvent();
    event.item = item;
    event.begin();
    long waitStartNanos = System.nanoTime();
    ConnectionPool.Connection connection;
    try (Region region = Region.begin("take connection")) {
      connection = connections.take();
    }
    event.connectionWait = System.nanoTime() - waitStartNanos;
    try {
      try (Region region = Region.begin("ask inventory")) {
        event.stock = inventory.stockOf(item);
      }
      try (Region region = Region.begin("query")) {
        connection.query(item);
      }
      validate(item);
      String entry = "order " + item + " of " + event.stock;
      event.journalBytes = entry.length();
      try (Region region = Region.begin("write journal")) {
        journal.append(entry);
      }
      event.accepted = true;
    } catch (IllegalArgumentException e) {
      event.refusal = e.getMessage();
      Log.log("refused", event.refusal);
      return "{\"error\":\"" + e.getMessage() + "\"}";
    } finally {
      connections.give(connection);
      event.commit();
    }
    return "{\"total\":" + prices.get(item) + "}";
  }

  private static void validate(int item) {
    if (item % 16 == 3) {
      OrderEvent.SoldOut event = new OrderEvent.SoldOut();
      event.item = item;
      event.commit();
      throw new IllegalArgumentException("item " + item + " is sold out");
    }
  }

  /** Scores candidates side by side, a thread for each: virtual ones where the JDK has them. */
  private String recommend(String path) {
    List<Long> scores = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(8);
    for (int candidate = 0; candidate < 8; candidate++) {
      int item = (path.hashCode() + candidate) & 0xff;
      VirtualThreads.start(
          "recommend-" + item,
          Context.current().wrap(() -> {
            try (Region region = Region.begin("score")) {
              long score = score(item);
              synchronized (scores) {
                scores.add(score);
              }
            } catch (IOException e) {
              System.err.println("shop: no score for " + item + ": " + e.getMessage());
            } finally {
              done.countDown();
            }
          }));
    }
    try (Region region = Region.begin("wait for scores")) {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (scores) {
      return scores.toString();
    }
  }

  private long score(int item) throws IOException {
    long stock = inventory.stockOf(item);
    try {
      Thread.sleep(1 + ThreadLocalRandom.current().nextInt(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return stock * prices.get(item);
  }
}
