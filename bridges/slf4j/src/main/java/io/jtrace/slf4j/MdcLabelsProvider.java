package io.jtrace.slf4j;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The program's own provider of SLF4J, whose MDC also sets labels. Chosen by {@code
 * -Dslf4j.provider=io.jtrace.slf4j.MdcLabelsProvider}, which SLF4J 2.0.9 and newer know; the
 * program logs as before.
 *
 * <p>{@code -Dio.jtrace.mdc=tenant,user} says which keys become labels; without it all do.
 */
public final class MdcLabelsProvider implements SLF4JServiceProvider {

  /** The system property with the keys, separated by commas. */
  public static final String KEYS_PROPERTY = "io.jtrace.mdc";

  private final SLF4JServiceProvider provider;
  private @Nullable MDCAdapter adapter;

  /**
   * Made by SLF4J.
   *
   * @throws IllegalStateException if there is no other provider to log with
   */
  public MdcLabelsProvider() {
    provider =
        ServiceLoader.load(SLF4JServiceProvider.class).stream()
            .filter(found -> found.type() != MdcLabelsProvider.class)
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("expected a provider of SLF4J on the class path"))
            .get();
  }

  @Override
  public void initialize() {
    provider.initialize();
    adapter =
        new LabellingAdapter(
            provider.getMDCAdapter(), Keys.from(System.getProperty(KEYS_PROPERTY, "")));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return provider.getLoggerFactory();
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return provider.getMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    MDCAdapter labelling = adapter;
    return labelling == null ? provider.getMDCAdapter() : labelling;
  }

  @Override
  public String getRequestedApiVersion() {
    return provider.getRequestedApiVersion();
  }
}
