package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonParser;
import io.jtrace.timeline.analysis.Grouping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which tiles of groups the browser wants. */
record GroupTileRequest(Grouping by, TileWindow window, List<String> groups) {
  private static final String FORM =
      "expected {\"by\":\"name\",\"level\":L,\"first\":i,\"last\":j,\"groups\":[keys]}";

  /** Copies the list. */
  GroupTileRequest {
    groups = List.copyOf(groups);
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  static GroupTileRequest parse(String body) {
    Fields fields = new Fields();
    TileWindow window = TileWindow.parse(body, FORM, fields::read);
    return new GroupTileRequest(fields.by, window, fields.groups);
  }

  private static final class Fields {
    private Grouping by = Grouping.NAME;
    private List<String> groups = new ArrayList<>();

    boolean read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "by" -> by = Parameters.grouping(json.getText());
        case "groups" -> groups = TileWindow.array(json, JsonParser::getText);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns the number of tiles. */
  long count() {
    return groups.size() * window.count();
  }
}
