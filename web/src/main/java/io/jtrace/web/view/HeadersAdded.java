package io.jtrace.web.view;

import io.jtrace.agent.spi.EndpointResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response with headers that are always there; the handler's own win. */
record HeadersAdded(EndpointResponse response, Map<String, String> added)
    implements EndpointResponse {

  @Override
  public OutputStream begin(int status, Map<String, String> headers) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(added);
    all.putAll(headers);
    return response.begin(status, all);
  }

  @Override
  public void onDisconnect(Runnable action) {
    response.onDisconnect(action);
  }
}
