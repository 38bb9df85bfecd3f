package io.jtrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.CopyExporter;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.api.Profile;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomProfilesTest {

  private final TraceRecorder recorder = TraceRecorder.open(Options.defaults());
  private final PprofEndpoints endpoints =
      PprofEndpoints.of(
          recorder, Options.defaults(), Access.open(), () -> List.of(new CopyExporter()));

  /** A profile is there for good, so each test has another name. */
  private final String name = "test/" + UUID.randomUUID();

  private final Profile profile = Profile.newProfile(name);

  @AfterEach
  void close() throws IOException {
    recorder.close();
  }

  private MemoryResponse get(String target) throws IOException {
    return MemoryResponse.ask(endpoints, "GET", "/debug/pprof/" + target);
  }

  private void open() {
    profile.add(new Object(), 0);
  }

  @Test
  void profile_isAFileWithTheStacksOfAdd() throws IOException {
    for (int i = 0; i < 2; i++) {
      open();
    }
    MemoryResponse response = get(name);

    assertThat(response.headers)
        .containsEntry("Content-Disposition", "attachment; filename=\"" + name + "\"");
    assertThat(response.text())
        .startsWith(name + "/count\n[2] {} " + CustomProfilesTest.class.getName() + ".open<");
  }

  @Test
  void text_hasGosForm() throws IOException {
    open();

    assertThat(get(name + "?debug=1").text())
        .startsWith(name + " profile: total 1\n1 @ 0x")
        .containsPattern(
            "#\t0x[0-9a-f]+\t+\\S+CustomProfilesTest.open\\S+\t+io/jtrace/\\S+:\\d+\n");
    assertThat(get(name + "?debug=2").text()).startsWith(name + " profile: total 1\n");
  }

  @Test
  void profileWithoutValues_isEmpty() throws IOException {
    assertThat(get(name + "?debug=1").text()).isEqualTo(name + " profile: total 0\n");
  }

  @Test
  void stackThatWasSkipped_hasAFrameThatSaysSo() throws IOException {
    profile.add("value", 1_000_000);

    assertThat(get(name + "?debug=1").text()).contains("(no frames)");
  }

  @Test
  void index_hasItsCountAndALink() throws IOException {
    String odd = name + " <odd>";
    Profile.newProfile(odd);
    open();

    assertThat(get("").text())
        .contains("<td>1</td><td><a href=\"" + name + "?debug=1\">")
        .contains("<a href=\"" + name + "%20%3Codd%3E?debug=1\">");
    assertThat(get(odd + "?debug=1").status).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seconds=1 | \"seconds\" parameter is not supported for this profile type",
        "seconds=1000000 | \"seconds\" parameter is not supported for this profile type",
        "seconds=1&debug=1 | \"seconds\" parameter is not supported for this profile type",
        "seconds=x | invalid value for \"seconds\" - must be a positive integer",
      })
  void seconds_areRefusedWithGosWords(String query, String text) throws IOException {
    MemoryResponse.assertError(get(name + "?" + query), 400, text);
  }
}
