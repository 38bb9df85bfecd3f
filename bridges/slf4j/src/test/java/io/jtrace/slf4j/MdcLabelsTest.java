package io.jtrace.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jtrace.api.Context;
import io.jtrace.api.Recorded;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** With SLF4J and logback as a program has them; the build chooses the provider by its property. */
final class MdcLabelsTest {

  @AfterEach
  void clear() {
    MDC.clear();
    assertThat(labels()).isEmpty();
  }

  private static Map<String, String> labels() {
    return Context.current().labels();
  }

  @Test
  void values_areLabelsOfTheThread() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              MDC.put("tenant", "acme");
              MDC.put("user", "bob");
              MDC.remove("user");
            });

    assertThat(labels()).containsOnly(Map.entry("tenant", "acme"));
    assertThat(recorded.named("jtrace.Labels"))
        .extracting(event -> event.getString("labels"))
        .containsExactly("tenant=acme", "tenant=acme\nuser=bob", "tenant=acme");
  }

  @Test
  void loggingLibrary_hasThemToo() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    Logger logger = (Logger) LoggerFactory.getLogger("test");
    logger.addAppender(appender);
    MDC.put("tenant", "acme");
    logger.info("hello");

    assertThat(appender.list.get(0).getMDCPropertyMap()).containsOnly(Map.entry("tenant", "acme"));
    assertThat(MDC.get("tenant")).isEqualTo("acme");
  }

  @Test
  @SuppressWarnings("try") // it is there to be closed
  void closeableValue_isALabelUntilItIsClosed() {
    try (MDC.MDCCloseable unused = MDC.putCloseable("tenant", "acme")) {
      assertThat(labels()).containsOnlyKeys("tenant");
    }
    assertThat(labels()).isEmpty();
  }

  @Test
  void setMap_replacesLabelsOfTheMdcAndLeavesOthers() {
    Context.none()
        .with("zone", "eu")
        .run(
            () -> {
              MDC.put("tenant", "acme");
              MDC.setContextMap(Map.of("user", "bob"));
              assertThat(labels()).containsOnly(Map.entry("zone", "eu"), Map.entry("user", "bob"));
              MDC.clear();
              assertThat(labels()).containsOnlyKeys("zone");
            });
  }

  @Test
  @SuppressWarnings("try") // it is there to be closed
  void valueSetInsideAScope_endsWithItAndIsNoMisuse() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              try (Context.Scope unused = Context.none().with("zone", "eu").enter()) {
                MDC.put("tenant", "acme");
              }
            });

    assertThat(labels()).isEmpty();
    assertThat(MDC.get("tenant")).as("the MDC knows no scopes").isEqualTo("acme");
    assertThat(recorded.misuses()).isEmpty();
  }

  @Test
  void nullValue_takesTheLabelAway() {
    MDC.put("tenant", "acme");
    MDC.put("tenant", null);

    assertThat(labels()).isEmpty();
  }

  @Test
  void stackOfAKey_isTheLibrarysOnly() {
    MDC.pushByKey("where", "outer");
    MDC.pushByKey("where", "inner");

    assertThat(MDC.getMDCAdapter().popByKey("where")).isEqualTo("inner");
    assertThat(MDC.getMDCAdapter().getCopyOfDequeByKey("where")).containsExactly("outer");
    assertThat(labels()).isEmpty();
    MDC.getMDCAdapter().clearDequeByKey("where");
  }

  @Test
  void chosenKeys_areTheOnlyLabels() {
    MDCAdapter adapter = new LabellingAdapter(new BasicMDCAdapter(), Keys.from("tenant, user"));
    adapter.put("tenant", "acme");
    adapter.put("request", "7");

    assertThat(adapter.getCopyOfContextMap()).containsOnlyKeys("tenant", "request");
    assertThat(labels()).containsOnlyKeys("tenant");
    adapter.clear();
  }
}
