package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.web.http.RecordedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary answers, about the trace of {@link TraceRoutesTest}. */
final class TileRoutesTest {
  private final TestedApi api = TestedApi.of(TraceRoutesTest.TRACE);

  @Test
  void tiles_areLittleEndianWithTheirHead() throws IOException {
    RecordedResponse response = tiles("{\"level\":20,\"first\":0,\"last\":1,\"threads\":[0,1]}");

    ByteBuffer bytes = ByteBuffer.wrap(response.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt()).isEqualTo(0x4A544C31);
    assertThat(bytes.getInt()).isEqualTo(4);
    assertThat(bytes.getInt()).as("thread").isZero();
    assertThat(bytes.get()).as("level").isEqualTo((byte) 20);
    assertThat(bytes.get()).as("kind").isEqualTo((byte) 2);
    assertThat(bytes.getShort()).isZero();
    assertThat(bytes.getInt()).as("index").isZero();
    assertThat(bytes.getInt()).as("spans").isEqualTo(3);
    assertThat(response.headers()).containsEntry("Content-Type", "application/octet-stream");
  }

  @Test
  void tooManyTiles_are413() throws IOException {
    assertThat(tiles("{\"level\":0,\"first\":0,\"last\":4096,\"threads\":[0]}").status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"level\":",
        "{\"level\":\"x\",\"first\":0,\"last\":0,\"threads\":[0]}",
        "{\"level\":20,\"first\":0,\"last\":0,\"threads\":[3]}",
        "{\"level\":20,\"first\":0,\"last\":0,\"threads\":[-1]}",
        "{\"level\":99,\"first\":0,\"last\":0,\"threads\":[0]}",
        "{\"level\":20,\"first\":1,\"last\":0,\"threads\":[0]}",
        "{\"level\":20,\"first\":-1,\"last\":0,\"threads\":[0]}",
        "{\"level\":20,\"first\":0,\"last\":2147483647,\"threads\":[0]}",
        "{\"level\":20,\"first\":0,\"last\":0,\"threads\":[0],\"more\":1}"
      })
  void badTileRequest_is4xx(String body) throws IOException {
    assertThat(tiles(body).status()).isBetween(400, 413);
  }

  @Test
  void groupTiles_tellHowManyThreadsWereInWhichState() throws IOException {
    RecordedResponse response =
        groupTiles(
            "{\"by\":\"name\",\"level\":17,\"first\":0,\"last\":0,"
                + "\"groups\":[\"worker-*\",\"nobody\"]}");

    assertThat(response.status()).isEqualTo(200);
    ByteBuffer bytes = ByteBuffer.wrap(response.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(0)).isEqualTo(0x4A544731);
    assertThat(bytes.getInt(4)).isEqualTo(2);
    assertThat(bytes.get(13)).isEqualTo((byte) 1);
    assertThat(bytes.getInt(20)).isEqualTo(17);
    int states = bytes.getInt(24);
    assertThat(Integer.bitCount(bytes.getShort(14))).isEqualTo(states).isEqualTo(4);
    assertThat(bytes.getFloat(28)).isEqualTo(2);
    assertThat(bytes.get(28 + 4 * 1024)).isEqualTo((byte) 255); // both run
    int next = 28 + 1024 * (4 + states);
    assertThat(bytes.getInt(next)).isEqualTo(1);
    assertThat(bytes.get(next + 5)).isZero();
    assertThat(bytes.capacity()).isEqualTo(next + 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400; {\"by\":\"colour\",\"level\":1,\"first\":0,\"last\":0,\"groups\":[]}",
        "400; {\"level\":99,\"first\":0,\"last\":0,\"groups\":[]}",
        "400; {\"level\":1,\"first\":2,\"last\":1,\"groups\":[]}",
        "400; {\"level\":1,\"first\":0,\"last\":1,\"threads\":[]}",
        "413; {\"level\":1,\"first\":0,\"last\":300,\"groups\":[\"main\"]}",
      })
  void groupTilesThatCannotBe_areRefused(int status, String body) throws IOException {
    assertThat(groupTiles(body).status()).isEqualTo(status);
  }

  private RecordedResponse tiles(String body) throws IOException {
    return api.post("/api/tiles", body);
  }

  private RecordedResponse groupTiles(String body) throws IOException {
    return api.post("/api/group-tiles", body);
  }
}
