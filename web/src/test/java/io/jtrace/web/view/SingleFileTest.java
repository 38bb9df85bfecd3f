package io.jtrace.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jtrace.proto.pprof.Function;
import io.jtrace.proto.pprof.Line;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.api.EmbeddedProfile;
import io.jtrace.web.api.EmbeddedTrace;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.UnreadableException;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileReader;
import io.jtrace.web.pprof.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class SingleFileTest {
  private static final String UI = "/io/jtrace/web/testui/single/";
  private static final Trace TRACE =
      TraceScript.of("main: RUNNING 0-10, PARKED 10-40 wokenBy worker", "worker: RUNNING 0-50");

  @Test
  void scriptAndStyle_arePartOfThePage() throws IOException {
    assertThat(page("t")).contains("<style>body{color:red}").doesNotContain("src=", "href=");
  }

  @Test
  void script_endsWhereItsTagDoesAndIsTheOnlyOneThatMayRun() throws Exception {
    String page = page("t");

    Matcher script = Pattern.compile("(?s)<script type=\"module\">(.*?)</script>").matcher(page);
    assertThat(script.find()).isTrue();
    assertThat(script.group(1)).isEqualTo("console.log(\"<\\/script><\\!--\")\n");
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .contains("default-src 'none'");
  }

  @Test
  void textOfTheTrace_isNowhereInThePage() throws IOException {
    String hostile = "</script><script>alert(1)</script>";

    String page = page(hostile);

    assertThat(page).doesNotContain("alert");
    assertThat(answers(page)).contains("\"name\":\"" + hostile + "\"");
  }

  @Test
  void answers_areThoseOfTheWholeTrace() throws IOException {
    assertThat(answers(page("t")))
        .contains("\"threadNames\":[\"main\",\"worker\"]")
        .contains("\"answers\":{\"trace\":{\"version\":1,\"name\":\"t\"")
        .contains("\"overview|240\":{", "\"overview|600\":{", "\"tracks\":{", "\"rows|cpu\":{")
        .contains("\"scheduling|kind\":{", "\"carriers\":{", "\"cpus\":{");
  }

  @Test
  void tasksAndRegions_areThereWithAllThatBelongsToThem() throws IOException {
    Trace trace =
        Traces.of(
            RecordingScript.of(
                "duration 100",
                "thread main",
                "ThreadSleep main 0-99",
                "jtrace.Task main 5-45 type=request id=4",
                "jtrace.Region main 10-40 type=handle taskId=4",
                "jtrace.Log main 15 category=http message=ping taskId=4"));

    assertThat(answers(page("t", trace)))
        .contains(
            "\"annotations\":{\"tasksRecorded\":true,\"regionsRecorded\":true,"
                + "\"tasks\":[{\"task\":0,\"type\":\"request\",",
            "\"works\":[{\"threads\":[{\"thread\":0,\"name\":\"main\",",
            "\"logs\":[{\"nanos\":15000000,",
            "\"regions\":[{\"type\":\"handle\",\"depth\":0,\"thread\":0,");
  }

  @Test
  void threads_areInTheirGroups() throws IOException {
    assertThat(answers(page("t")))
        .contains("\"kind\":{\"keys\":[\"platform\"],\"members\":[[0,1]]}")
        .contains("\"carrier\":{\"keys\":[],\"members\":[]}");
  }

  @Test
  void textThatEndsScriptsAndLines_comesBackUnchanged() throws IOException {
    String hostile = "</ScRiPt><!-- <script> --> \u2028\u2029 ]]> \\ \" & \uD83E\uDDF5";

    String page = page(hostile);

    assertThat(page).doesNotContain("<!--", "\u2028", "\u2029").containsOnlyOnce("<!doctype");
    try (JsonParser parser = new JsonFactory().createParser(answers(page))) {
      assertThat(textsOf(parser)).contains(hostile);
    }
  }

  private static List<String> textsOf(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        texts.add(parser.getText());
      }
    }
    return texts;
  }

  @Test
  void profile_isPackedAndItsNamesAreNowhereInThePage() throws Exception {
    String hostile = "</script><script>alert(1)</script>";
    var profile =
        io.jtrace.proto.pprof.Profile.newBuilder()
            .addAllStringTable(List.of("", "cpu", "nanoseconds", hostile))
            .addSampleType(ValueType.newBuilder().setType(1).setUnit(2))
            .addFunction(Function.newBuilder().setId(1).setName(3))
            .addLocation(Location.newBuilder().setId(1).addLine(Line.newBuilder().setFunctionId(1)))
            .addSample(Sample.newBuilder().addLocationId(1).addValue(7))
            .build();
    Profile read = ProfileReader.read("x.pb", new ByteArrayInputStream(profile.toByteArray()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    SingleFile.write(EmbeddedProfile.of(read, "x.pb", Settings.initial()), UI, out);

    String page = out.toString(StandardCharsets.UTF_8);
    assertThat(page).doesNotContain("alert");
    assertThat(packed(page, "jtrace-profile"))
        .contains("\"names\":[\"" + hostile + "\"]", "\"more\":[[7]]");
  }

  @Test
  void jarWithoutUi_isSaid() {
    assertThatThrownBy(
            () -> SingleFile.write(embedded("t", TRACE), "/nowhere/", new ByteArrayOutputStream()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("this jtrace.jar was built without the browser UI");
  }

  private static String page(String name) throws IOException {
    return page(name, TRACE);
  }

  private static String page(String name, Trace trace) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SingleFile.write(embedded(name, trace), UI, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static EmbeddedTrace embedded(String name, Trace trace) {
    return EmbeddedTrace.of(new LoadedTrace(name, Path.of("trace.out"), false, trace));
  }

  private static String answers(String page) throws IOException {
    return packed(page, "jtrace-answers");
  }

  private static String packed(String page, String id) throws IOException {
    Matcher data = Pattern.compile("id=\"" + id + "\">([^<]*)</script>").matcher(page);
    assertThat(data.find()).isTrue();
    byte[] packed = Base64.getDecoder().decode(data.group(1));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
