package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.pprof.Function;
import io.jtrace.proto.pprof.Line;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import io.jtrace.web.http.Query;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.ProfileReader;
import io.jtrace.web.pprof.Report;
import io.jtrace.web.pprof.ReportKind;
import io.jtrace.web.pprof.Setting;
import io.jtrace.web.pprof.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile as its pages ask for it. */
final class PprofApiTest {
  private final Path folder;

  PprofApiTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Two stacks: {@code main;serve} with 1 sample of 30 ns, {@code main;batch} with 2 of 10. */
  private PprofApi api() throws IOException, ProfileException {
    Settings settings =
        Settings.initial()
            .with(Setting.SOURCE_PATH, folder.toString())
            .with(Setting.FOCUS, "told by addresses alone");
    return new PprofApi(shop(), "shop.pb", settings);
  }

  private static Profile shop() throws IOException, ProfileException {
    var profile = io.jtrace.proto.pprof.Profile.newBuilder();
    for (String text :
        new String[] {
          "", "samples", "count", "cpu", "nanoseconds", "main", "serve", "<b>&batch", "Shop.java"
        }) {
      profile.addStringTable(text);
    }
    profile.addSampleType(ValueType.newBuilder().setType(1).setUnit(2));
    profile.addSampleType(ValueType.newBuilder().setType(3).setUnit(4));
    for (int i = 1; i <= 3; i++) {
      profile.addFunction(Function.newBuilder().setId(i).setName(4 + i).setFilename(8));
      profile.addLocation(
          Location.newBuilder()
              .setId(i)
              .addLine(Line.newBuilder().setFunctionId(i).setLine(i).build()));
    }
    profile.addSample(
        Sample.newBuilder().addLocationId(2).addLocationId(1).addValue(1).addValue(30));
    profile.addSample(
        Sample.newBuilder().addLocationId(3).addLocationId(1).addValue(2).addValue(10));
    return ProfileReader.read("shop.pb", new ByteArrayInputStream(profile.build().toByteArray()));
  }

  private RecordedResponse get(String target) throws IOException, ProfileException {
    RecordedResponse response = new RecordedResponse();
    api().handle(Requests.get(target), response);
    return response;
  }

  private String json(String target) throws IOException, ProfileException {
    RecordedResponse response = get(target);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    TestedApi.checkJson(response.text());
    return response.text();
  }

  @Test
  void status_saysThatThisIsAProfile() throws Exception {
    assertThat(json("/api/status")).isEqualTo("{\"subject\":\"profile\"}");
    assertThat(get("/api/session").status()).isEqualTo(204);
  }

  @Test
  void facts_areSampleTypesAndHeads() throws Exception {
    assertThat(json("/api/pprof/facts?si=samples"))
        .isEqualTo(
            "{\"name\":\"shop.pb\",\"program\":null,\"types\":["
                + "{\"name\":\"samples\",\"unit\":\"count\",\"quantity\":\"other\",\"factor\":1.0},"
                + "{\"name\":\"cpu\",\"unit\":\"nanoseconds\",\"quantity\":\"time\",\"factor\":1.0}],"
                + "\"chosen\":0,\"heads\":[\"Type: samples\"],\"docUrl\":null,\"samples\":2,"
                + "\"isDifference\":false,\"tags\":[]}");
  }

  @Test
  void flame_isOfTheSampleTypeOfTheAddress() throws Exception {
    assertThat(json("/api/pprof/flame?si=samples"))
        .isEqualTo(
            "{\"remarks\":[],\"total\":3,\"flame\":{\"names\":[{\"text\":\"root\",\"kind\":\"root\"},"
                + "{\"text\":\"main\",\"kind\":\"frame\"},{\"text\":\"<b>&batch\",\"kind\":\"frame\"},"
                + "{\"text\":\"serve\",\"kind\":\"frame\"}],\"nodes\":{\"name\":[0,1,2,3],"
                + "\"parent\":[-1,0,1,1],\"self\":[0,0,2,1],\"total\":[3,3,2,1],\"value\":null}},"
                + "\"callers\":null}");
  }

  @Test
  void pivot_hasCallersToo() throws Exception {
    assertThat(json("/api/pprof/flame?p=%5Eserve%24"))
        .contains("\"total\":40,\"flame\":{\"names\":[{\"text\":\"serve\"")
        .contains(
            "\"callers\":{\"names\":[{\"text\":\"serve\",\"kind\":\"frame\"},{\"text\":\"main\"");
  }

  @Test
  void top_isSortedAndFiltered() throws Exception {
    assertThat(json("/api/pprof/top?sort=cum&i=serve"))
        .contains("Active filters:\",\"   ignore=serve")
        .contains(
            "\"rows\":[{\"name\":\"<b>&batch\",\"mark\":null,\"flat\":10,\"cum\":10},"
                + "{\"name\":\"main\",\"mark\":null,\"flat\":0,\"cum\":10}]");
  }

  @Test
  void filterThatMatchesNothing_isRemarked() throws Exception {
    assertThat(json("/api/pprof/top?f=nowhere"))
        .startsWith("{\"remarks\":[\"Focus expression matched no samples\"]");
  }

  @Test
  void peek_hasCallersAndCallees() throws Exception {
    assertThat(json("/api/pprof/peek?q=main"))
        .isEqualTo(
            "{\"remarks\":[],\"total\":40,\"count\":1,\"entries\":[{\"name\":\"main\",\"mark\":null,"
                + "\"flat\":0,\"cum\":40,\"callers\":[],\"callees\":["
                + "{\"name\":\"serve\",\"weight\":30,\"isInline\":false},"
                + "{\"name\":\"<b>&batch\",\"weight\":10,\"isInline\":false}]}]}");
  }

  @Test
  void source_isReadBelowTheSourcePath() throws Exception {
    Files.writeString(folder.resolve("Shop.java"), "first\nsecond\n");

    assertThat(json("/api/pprof/source?q=serve"))
        .contains("\"name\":\"serve\",\"file\":\"Shop.java\",\"flat\":30,\"cum\":30")
        .contains("{\"number\":2,\"flat\":30,\"cum\":30,\"text\":\"second\"}");
  }

  @Test
  void sourcePathOfAnAddress_isNotHeard() throws Exception {
    assertThat(json("/api/pprof/source?q=serve&source_path=/"))
        .contains("\"searchPath\":\"" + folder)
        .contains("\"text\":null");
  }

  @Test
  void graph_hasAPlaceForEverything() throws Exception {
    assertThat(json("/api/pprof/graph"))
        .contains("{\"name\":\"main\",\"label\":\"40ns\",\"lines\":[\"main\",\"0 (0%)\",\"of 40ns")
        .contains("\"weight\":30,\"label\":\"30ns\",\"isResidual\":false,\"isInline\":false}");
  }

  @Test
  void export_isAProfileOfWhatFiltersLeave() throws Exception {
    byte[] bytes = get("/export/profile.pb.gz?f=serve").bytes();

    Profile left = ProfileReader.read("left", new ByteArrayInputStream(bytes));

    String stacks =
        new Report(ReportKind.FOLDED, null, Settings.initial()).text(left, remark -> {});
    assertThat(stacks).isEqualTo("main;serve 30\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/export/graph.svg", "/export/flamegraph.svg"})
  void exportedPicture_hasNamesAsText(String path) throws Exception {
    RecordedResponse response = get(path);

    assertThat(response.headers()).containsEntry("Content-Type", "image/svg+xml");
    assertThat(response.text()).startsWith("<svg ").contains("&lt;b&gt;&amp;batch");
  }

  @Test
  void embedded_hasAllStacksOfWhatFiltersLeaveByType() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    api().embedded(Query.of("i=batch&si=cpu")).write(out);

    String json = out.toString(StandardCharsets.UTF_8);
    TestedApi.checkJson(json);
    assertThat(json)
        .startsWith("{\"chosen\":1,\"filters\":[\"ignore=batch\"],\"parts\":[{\"facts\":{")
        .endsWith(
            "\"stacks\":{\"names\":[\"main\",\"serve\"],\"files\":[\"Shop.java\",\"Shop.java\"],"
                + "\"name\":[0,1],\"parent\":[-1,0],\"inline\":[0,0],\"end\":[1],"
                + "\"more\":[[1],[30]],\"less\":[[0],[0]]}}");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/pprof/flame?p=(, 400, expected a regular expression as pivot",
    "/api/pprof/top?f=(, 400, expected a regular expression as focus",
    "/api/pprof/top?si=wall, 400, 'expected sample_index samples, cpu, found \"wall\"'",
    "/api/pprof/top?g=letters, 400, 'expected granularity='",
    "/api/pprof/source, 400, 'expected the parameter \"q\"'",
    "/export/profile.pb.gz?h=(, 400, expected a regular expression as hide",
    "/api/overview, 404, no such endpoint",
  })
  void wrongQuestion_isAnsweredWithASentence(String target, int status, String sentence)
      throws Exception {
    RecordedResponse response = get(target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).startsWith(sentence);
  }
}
