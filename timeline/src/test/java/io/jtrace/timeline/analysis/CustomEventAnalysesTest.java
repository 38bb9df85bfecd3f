package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomEventAnalysesTest {
  private static final long MS = 1_000_000;

  private static final Trace SHOP =
      TraceScript.of(
          "@trace 0-100",
          "main: RUNNING 0-100",
          "till: RUNNING 0-100",
          "@custom main 10-30 com.acme.Checkout \"label=Check out\" orderId:NUMBER=17"
              + " \"note:TEXT=A Gift\" who:THREAD=till stack=A.pay<A.main",
          "@custom till 5-9 com.acme.Checkout orderId:NUMBER=18 \"note:TEXT=A Gift\""
              + " who:THREAD=null",
          "@custom till 40 com.acme.Tick count:NUMBER=17",
          "@custom - 100 com.acme.Tick count:NUMBER=3");

  private static List<CustomEventSearch.Match> find(String text) {
    return Search.of(SHOP, SHOP.range(), text, 10).events();
  }

  @Test
  void typeFoundByNameOrLabel_leadsToItsFirstEvent() {
    int first = SHOP.customEvents().first(1);

    assertThat(find("CHECK OUT"))
        .containsExactly(new CustomEventSearch.Match(0, null, null, 2, first));
    assertThat(find("acme.checkout")).hasSize(1);
    assertThat(find("acme")).hasSize(2);
    assertThat(find("gift"))
        .containsExactly(new CustomEventSearch.Match(0, "note", "A Gift", 2, first));
  }

  @Test
  void number_isFoundAsAWhole() {
    assertThat(find("17"))
        .extracting(match -> match.field() + "=" + match.value())
        .containsExactly("orderId=17", "count=17");
    assertThat(find("1")).isEmpty();
    assertThat(find("no such thing")).isEmpty();
  }

  @Test
  void limit_cutsTheList() {
    assertThat(Search.of(SHOP, SHOP.range(), "acme", 1).events()).hasSize(1);
    assertThat(Search.of(SHOP, new TimeRange(50 * MS, 100 * MS), "gift", 9).events()).isEmpty();
  }

  @Test
  void details_showValuesWithUnits() {
    CustomEventDetails details = CustomEventDetails.of(SHOP, SHOP.customEvents().first(0));

    assertThat(details.type()).isEqualTo("com.acme.Checkout");
    assertThat(details.label()).isEqualTo("Check out");
    assertThat(details.threadName()).isEqualTo("main");
    assertThat(details.range()).isEqualTo(new TimeRange(10 * MS, 30 * MS));
    assertThat(details.fields())
        .extracting(field -> field.name() + "=" + field.value())
        .containsExactly("orderId=17", "note=A Gift", "who=till");
    assertThat(details.stack().get(0).method()).isEqualTo("A.pay");
    assertThat(details.previous()).isEqualTo(-1);
    assertThat(details.next()).isEqualTo(-1);
  }

  @Test
  void eventWithoutThread_hasNoName() {
    CustomEventDetails details = CustomEventDetails.of(SHOP, 0);

    assertThat(details.thread()).isEqualTo(-1);
    assertThat(details.threadName()).isNull();
    assertThat(details.isInstant()).isTrue();
    assertThatThrownBy(() -> CustomEventDetails.of(SHOP, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1 µs",
    "1500000, 1.5 ms",
    "-1500000, -1.5 ms",
    "12345678901, 12.345678901 s",
    "9223372036854775807, 9223372036.854775807 s"
  })
  void lengthOfTime_isExact(long nanos, String text) {
    assertThat(CustomEventDetails.nanos(nanos)).isEqualTo(text);
  }

  @Test
  void leastLength_standsForNone() {
    assertThat(CustomEventDetails.nanos(Long.MIN_VALUE)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "0.10000000149011612, 0.1", "9.75, 9.75", "NaN, NaN"})
  void fraction_hasTheDigitsItWasWrittenWith(double value, String text) {
    assertThat(CustomEventDetails.real(value)).isEqualTo(text);
  }

  @Test
  void summary_cutsToTheRange() {
    assertThat(CustomEventSummary.of(SHOP, SHOP.range()).types())
        .containsExactly(
            new CustomEventSummary.Row("com.acme.Checkout", "Check out", 2, 0, 24 * MS, 20 * MS),
            new CustomEventSummary.Row("com.acme.Tick", "Tick", 2, 2, 0, 0));
    assertThat(CustomEventSummary.of(SHOP, new TimeRange(20 * MS, 30 * MS)).types())
        .containsExactly(
            new CustomEventSummary.Row("com.acme.Checkout", "Check out", 1, 0, 10 * MS, 10 * MS));
  }
}
