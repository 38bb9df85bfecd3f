package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Answers of tiles: little-endian, a magic number and how many there are, then one after another.
 */
final class TileAnswer {
  private static final int HEAD_BYTES = 8;

  private TileAnswer() {}

  /** Writes the tiles. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Answers with {@code count} tiles, or with 413 if these are more than {@code most}. */
  static void send(EndpointResponse response, long count, int most, int magic, Body body)
      throws IOException {
    if (count > most) {
      Answers.text(response, 413, "expected at most " + most + " tiles an answer, found " + count);
      return;
    }
    Map<String, String> headers =
        Map.of("Content-Type", "application/octet-stream", "Cache-Control", "no-store");
    OutputStream out = response.begin(200, headers);
    out.write(head(HEAD_BYTES).putInt(magic).putInt((int) count).array());
    body.writeTo(out);
    out.close();
  }

  /** Returns room for the head of a tile. */
  static ByteBuffer head(int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
