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

/** The timeline's pictures, as binary tiles. */
record TilesEndpoint(Tiles tiles) implements Handler {
  private static final int MAGIC = 0x4A544C31;
  private static final int MAX_TILES = 4096;
  private static final int TILE_HEAD_BYTES = 16;

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    TileRequest wanted;
    try {
      wanted = TileRequest.parse(request.body(), tiles.tracks());
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    TileAnswer.send(response, wanted.count(), MAX_TILES, MAGIC, out -> write(wanted, out));
  }

  private void write(TileRequest wanted, OutputStream out) throws IOException {
    TileWindow window = wanted.window();
    for (int thread : wanted.threads()) {
      for (int index = window.first(); index <= window.last(); index++) {
        Tile tile = tiles.tile(thread, window.level(), index);
        out.write(
            TileAnswer.head(TILE_HEAD_BYTES)
                .putInt(thread)
                .put((byte) window.level())
                .put((byte) tile.kind())
                .putShort((short) 0)
                .putInt(index)
                .putInt(tile.count())
                .array());
        out.write(TilePayload.of(tiles, tile));
      }
    }
  }
}
