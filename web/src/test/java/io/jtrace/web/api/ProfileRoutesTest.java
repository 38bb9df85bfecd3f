package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.web.http.RecordedResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles as the pages of the viewer ask for them. */
final class ProfileRoutesTest {
  private static final Trace TRACE =
      TraceScript.of(
          "pool-1: BLOCKED 0-40 op=\"monitor enter\" lock=a.Cache other=main stack=a.Cache.get<a.Run.run,"
              + " RUNNING 40-100",
          "pool-2: BLOCKED 0-10 op=\"monitor enter\" lock=a.Cache, RUNNING 10-100",
          "main: RUNNING 0-100");

  private static final TestedApi API = TestedApi.of(TRACE);

  @Test
  void profile_isATreeInColumnsAndAFlatTable() throws IOException {
    assertThat(API.json("/api/profile?kind=monitor"))
        .startsWith(
            "{\"kind\":\"monitor\",\"label\":\"monitor\",\"weight\":\"total\",\"unit\":\"nanos\",")
        .contains(
            "\"recorded\":true,",
            "\"all\":50000000,\"total\":50000000,\"count\":2,\"smallerThan\":null,",
            "\"names\":[{\"text\":\"all\",\"kind\":\"root\"},{\"text\":\"a.Run.run\",\"kind\":\"frame\"},",
            "{\"text\":\"monitor enter a.Cache\",\"kind\":\"reason\"}",
            "{\"text\":\"no stack recorded\",\"kind\":\"missing\"}",
            "\"parent\":[-1,0,1,2,0,4]",
            "\"self\":[0,0,0,40000000,0,10000000]",
            "\"total\":[50000000,40000000,40000000,40000000,10000000,10000000]",
            "\"flat\":[{\"text\":\"monitor enter a.Cache\",\"kind\":\"reason\",\"self\":50000000,"
                + "\"total\":50000000},");
  }

  @Test
  void weightWindowThreadAndFocus_narrowIt() throws IOException {
    assertThat(API.json("/api/profile?kind=monitor&weight=count"))
        .contains("\"unit\":\"count\"", "\"total\":2,");
    assertThat(API.json("/api/profile?kind=monitor&weight=max&from=5000000"))
        .contains("\"total\":35000000,");
    assertThat(API.json("/api/profile?kind=monitor&thread=1")).contains("\"total\":10000000,");
    assertThat(API.json("/api/profile?kind=monitor&group=main")).contains("\"total\":0,");
    assertThat(API.json("/api/profile?kind=monitor&ignore=Cache"))
        .contains("\"all\":50000000,\"total\":10000000,");
  }

  @Test
  void allTime_isOneProfile() throws IOException {
    assertThat(API.json("/api/profile?kind=time&thread=1"))
        .contains("\"unit\":\"nanos\"", "\"recorded\":true", "\"total\":100000000,")
        .contains("{\"text\":\"running\",\"kind\":\"reason\"}", "no sample tells where they ran");
  }

  @Test
  void useOfProcessors_isByBucketWithNullWhereUnknown() throws IOException {
    Trace loads =
        TraceScript.of("main: RUNNING 0-100", "@counter cpu.machine RATIO 50=0.2 100=0.305");
    assertThat(TestedApi.of(loads).json("/api/processor-use?buckets=4"))
        .startsWith("{\"sources\":[\"load\"],\"source\":\"load\",\"what\":\"mean of all")
        .contains(
            "{\"name\":\"the machine\",\"thread\":null,\"busyNanos\":15250000,"
                + "\"knownNanos\":50000000,\"percents\":[null,null,31,31]}");
    assertThat(API.json("/api/processor-use"))
        .isEqualTo("{\"sources\":[],\"source\":null,\"what\":null,\"rows\":[]}");
  }

  @Test
  void waits_areTheLongestOneByOne() throws IOException {
    assertThat(API.json("/api/waits?kind=monitor&limit=1"))
        .isEqualTo(
            "{\"total\":2,\"waits\":[{\"index\":0,\"thread\":0,\"name\":\"pool-1\",\"start\":0,"
                + "\"end\":40000000,\"state\":\"blocked\",\"operation\":\"monitor enter\","
                + "\"subject\":\"a.Cache\",\"site\":\"a.Cache.get\",\"other\":2,\"otherName\":\"main\"}]}");
  }

  @Test
  void whatWasNotRecorded_isSaid() throws IOException {
    assertThat(API.json("/api/profile?kind=alloc"))
        .contains("\"recorded\":false", "\"events\":[\"jdk.ObjectAllocationSample\"]");
  }

  @Test
  void pprof_isADownload() throws IOException {
    RecordedResponse response = API.get("/export/profile.pb.gz?kind=sync&group=pool-*");
    assertThat(response.headers().get("Content-Disposition"))
        .isEqualTo("attachment; filename=\"my_trace.sync.pb.gz\"");
    byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(response.bytes())).readAllBytes();
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .contains("a.Cache.get", "contentions", "group pool-*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/profile?kind=none | 400 | expected kind=blocking, monitor,",
        "/api/profile?weight=mean | 400 | expected weight=total, count or max",
        "/api/profile?focus=( | 400 | expected a regular expression in \"focus\"",
        "/api/profile?thread=99 | 404 | no such thread",
        "/api/waits?kind=cpu | 400 | expected a kind of waits",
        "/api/processor-use?source=x | 400 | expected source=processors, carriers, load",
        "/export/profile.pb.gz?kind=x | 400 | expected kind=",
        "/export/profile.pb.gz?thread=99 | 404 | no such thread"
      })
  void whatCannotBe_isRefusedWithASentence(String target, int status, String sentence)
      throws IOException {
    RecordedResponse response = API.get(target);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).startsWith(sentence);
  }

  @Test
  void profileOfARegion_hasTheTimeInsideOnly() throws IOException {
    TestedApi region =
        TestedApi.of(
            TraceScript.of(
                "main: SOCKET_IO 0-50 subject=db:1 stack=A.read",
                "@region 10-20 load thread=main"));

    assertThat(region.json("/api/profile?kind=net&region=load")).contains("\"total\":10000000");
    assertThat(region.get("/export/profile.pb.gz?kind=net&region=load").status()).isEqualTo(200);
    assertThat(region.get("/api/profile?kind=net&region=none").status()).isEqualTo(400);
    assertThat(region.get("/export/profile.pb.gz?kind=net&region=none").status()).isEqualTo(400);
  }
}
