package io.jtrace.agent.program;

import io.jtrace.agent.spi.EndpointRequest;
import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.agent.spi.Endpoints;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the endpoints that goes to a stream of the program, without HTTP between. */
public final class StreamResponse implements EndpointResponse {

  private static final int OK = 200;

  private final OutputStream out;
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private int status;
  private boolean isComplete;

  private StreamResponse(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes what the endpoints answer; does not close the stream.
   *
   * @throws IOException if that is an error, with its text, or the stream fails
   */
  public static void write(Endpoints endpoints, String path, String query, OutputStream out)
      throws IOException {
    StreamResponse response = new StreamResponse(out);
    endpoints.handle(new EndpointRequest("GET", path, query, name -> null), response);
    if (response.status != OK) {
      throw new IOException(response.error.toString(StandardCharsets.UTF_8).strip());
    }
    if (!response.isComplete) {
      throw new IOException("the profile is not complete");
    }
    out.flush();
  }

  @Override
  public OutputStream begin(int newStatus, Map<String, String> headers) {
    status = newStatus;
    return new FilterOutputStream(newStatus == OK ? out : error) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() {
        isComplete = true;
      }
    };
  }

  @Override
  public void onDisconnect(Runnable action) {
    // the program does not go away
  }
}
