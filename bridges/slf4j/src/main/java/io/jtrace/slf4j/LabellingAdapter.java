package io.jtrace.slf4j;

import io.jtrace.api.Context;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/** The MDC of a logging library, whose values are labels of the thread as well. */
final class LabellingAdapter implements MDCAdapter {

  private final MDCAdapter adapter;
  private final Keys keys;

  LabellingAdapter(MDCAdapter adapter, Keys keys) {
    this.adapter = adapter;
    this.keys = keys;
  }

  @Override
  public void put(String key, @Nullable String value) {
    adapter.put(key, value);
    if (keys.has(key)) {
      Context current = Context.current();
      become(value == null ? current.without(key) : current.with(key, value));
    }
  }

  @Override
  public void remove(String key) {
    adapter.remove(key);
    become(withoutOurs(Context.current(), key));
  }

  @Override
  public void clear() {
    Context without = withoutAll();
    adapter.clear();
    become(without);
  }

  @Override
  public void setContextMap(@Nullable Map<String, String> values) {
    Context context = withoutAll();
    adapter.setContextMap(values);
    for (Map.Entry<String, String> value : entries(values)) {
      if (keys.has(value.getKey()) && value.getValue() != null) {
        context = context.with(value.getKey(), value.getValue());
      }
    }
    become(context);
  }

  private static Set<Map.Entry<String, String>> entries(@Nullable Map<String, String> values) {
    return values == null ? Set.of() : values.entrySet();
  }

  /** Returns the context without what the MDC has now; labels that are not of the MDC stay. */
  private Context withoutAll() {
    Context context = Context.current();
    for (Map.Entry<String, String> value : entries(adapter.getCopyOfContextMap())) {
      context = withoutOurs(context, value.getKey());
    }
    return context;
  }

  private Context withoutOurs(Context context, String key) {
    return keys.has(key) ? context.without(key) : context;
  }

  /** The MDC has no scopes; where the program has one, its end brings back what was before. */
  private static void become(Context context) {
    if (context != Context.current()) {
      context.replaceCurrent();
    }
  }

  @Override
  public @Nullable String get(String key) {
    return adapter.get(key);
  }

  @Override
  public @Nullable Map<String, String> getCopyOfContextMap() {
    return adapter.getCopyOfContextMap();
  }

  @Override
  public void pushByKey(String key, String value) {
    adapter.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return adapter.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return adapter.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    adapter.clearDequeByKey(key);
  }
}
