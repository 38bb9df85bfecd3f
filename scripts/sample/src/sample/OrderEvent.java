package sample;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** What the shop itself records of an order. Any JFR event of a program is on jtrace's timeline. */
@Name("sample.Order")
@Label("Order")
@Category("Shop")
final class OrderEvent extends Event {
  @Label("Item")
  int item;

  @Label("Stock")
  long stock;

  @Label("Wait for a connection")
  @Timespan(Timespan.NANOSECONDS)
  long connectionWait;

  @Label("Journal entry")
  @DataAmount
  int journalBytes;

  @Label("Accepted")
  boolean accepted;

  @Label("Refusal")
  String refusal;

  /** An item that nobody can order. */
  @Name("sample.SoldOut")
  @Label("Sold out")
  @Category("Shop")
  static final class SoldOut extends Event {
    @Label("Item")
    int item;
  }
}
