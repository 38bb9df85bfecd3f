package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.GroupSums;
import io.jtrace.timeline.query.GroupTile;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pictures of collapsed groups, as binary tiles. Keeps the sums of the latest groups. */
final class GroupTilesEndpoint implements Handler {
  private static final int MAGIC = 0x4A544731;
  private static final int MAX_TILES = 256;
  private static final int TILE_HEAD_BYTES = 20;
  private static final int KEPT_GROUPS = 32;

  private record Key(Grouping by, String group) {}

  private final Trace trace;
  private final Map<Grouping, Map<String, IntColumn>> members = new EnumMap<>(Grouping.class);
  private final LinkedHashMap<Key, GroupSums> kept = new LinkedHashMap<>(16, 0.75f, true);

  GroupTilesEndpoint(Trace trace) {
    this.trace = trace;
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    GroupTileRequest wanted;
    try {
      wanted = GroupTileRequest.parse(request.body());
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    TileAnswer.send(response, wanted.count(), MAX_TILES, MAGIC, out -> write(wanted, out));
  }

  private void write(GroupTileRequest wanted, OutputStream out) throws IOException {
    TileWindow window = wanted.window();
    for (int place = 0; place < wanted.groups().size(); place++) {
      GroupSums sums = sums(wanted.by(), wanted.groups().get(place));
      for (int index = window.first(); index <= window.last(); index++) {
        GroupTile tile = sums.tile(window.level(), index);
        int states = tile.states();
        out.write(
            TileAnswer.head(TILE_HEAD_BYTES)
                .putInt(place)
                .put((byte) window.level())
                .put((byte) (states == 0 ? 0 : 1))
                .putShort((short) states)
                .putInt(index)
                .putInt(tile.knownLevel())
                .putInt(Integer.bitCount(states))
                .array());
        out.write(tile.payload());
      }
    }
  }

  private synchronized GroupSums sums(Grouping by, String group) {
    Key key = new Key(by, group);
    GroupSums known = kept.get(key);
    if (known == null) {
      Map<String, IntColumn> groups =
          members.computeIfAbsent(by, grouping -> ThreadGroups.members(trace, grouping));
      known = GroupSums.of(trace, groups.getOrDefault(group, IntColumn.empty()));
      kept.put(key, known);
      if (kept.size() > KEPT_GROUPS) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return known;
  }
}
