package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.timeline.query.Tile;
import io.jtrace.timeline.query.TilePayload;
import io.jtrace.timeline.query.Tiles;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** The timeline's pictures, as binary tiles. */
record TilesEndpoint(Tiles tiles) implements Handler {
  private static final int MAGIC = 0x4A544C31;
  private static final int MAX_TILES = 4096;
  private static final int HEAD_BYTES = 8;
  private static final int TILE_HEAD_BYTES = 16;

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    TileRequest wanted;
    try {
      wanted = TileRequest.parse(request.body());
      wanted.check(tiles.tracks());
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    if (wanted.count() > MAX_TILES) {
      Answers.text(
          response,
          413,
          "expected at most " + MAX_TILES + " tiles an answer, found " + wanted.count());
      return;
    }
    Map<String, String> headers =
        Map.of("Content-Type", "application/octet-stream", "Cache-Control", "no-store");
    OutputStream out = response.begin(200, headers);
    write(wanted, out);
    out.close();
  }

  private void write(TileRequest wanted, OutputStream out) throws IOException {
    out.write(head(HEAD_BYTES).putInt(MAGIC).putInt((int) wanted.count()).array());
    for (int thread : wanted.threads()) {
      for (int index = wanted.first(); index <= wanted.last(); index++) {
        Tile tile = tiles.tile(thread, wanted.level(), index);
        out.write(
            head(TILE_HEAD_BYTES)
                .putInt(thread)
                .put((byte) wanted.level())
                .put((byte) tile.kind())
                .putShort((short) 0)
                .putInt(index)
                .putInt(tile.count())
                .array());
        out.write(TilePayload.of(tiles, tile));
      }
    }
  }

  private static ByteBuffer head(int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
