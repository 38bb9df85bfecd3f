package io.jtrace.agent.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  private final List<String> warnings = new ArrayList<>();

  private Options read(String argument) {
    return Options.from(argument, Map.of(), Map.of(), warnings::add);
  }

  @Test
  void nothingGiven_isAllDefaults() {
    Options options = read("");

    assertThat(options.get(OptionKey.LISTEN)).hasToString("127.0.0.1:6060");
    assertThat(options.get(OptionKey.MAX_SECONDS)).isEqualTo(300.0);
    assertThat(options.get(OptionKey.DETAIL)).isEqualTo(Detail.NORMAL);
    assertThat(options.get(OptionKey.TOKEN)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void argument_winsOverPropertyWinsOverEnvironment() {
    Map<String, String> environment =
        Map.of("JTRACE_LISTEN", ":1", "JTRACE_DETAIL", "full", "JTRACE_MAXSECONDS", "7");
    Map<String, String> properties = Map.of("jtrace.listen", ":2", "jtrace.detail", "normal");

    Options options = Options.from("listen=:3", properties, environment, warnings::add);

    assertThat(options.get(OptionKey.LISTEN)).hasToString(":3");
    assertThat(options.get(OptionKey.DETAIL)).isEqualTo(Detail.NORMAL);
    assertThat(options.get(OptionKey.MAX_SECONDS)).isEqualTo(7.0);
    assertThat(warnings).isEmpty();
  }

  @Test
  void flightRecorder_isOffUnlessGivenAnAge() {
    assertThat(read("").get(OptionKey.FLIGHT)).isEmpty();
    assertThat(read("flight=60s").get(OptionKey.FLIGHT)).contains(Duration.ofMinutes(1));
    assertThat(read("flight=off").get(OptionKey.FLIGHT)).isEmpty();
    assertThat(warnings).isEmpty();
    assertThat(read("flight=0").get(OptionKey.FLIGHT)).isEmpty();
    assertThat(warnings)
        .containsExactly("flight=0: expected a duration above 0, or off; using off");
  }

  @Test
  void unknownKeys_areOneWarningEach() {
    Options.from(
        "nosuch=1", Map.of("jtrace.neither", "2", "java.home", "x"), Map.of(), warnings::add);

    assertThat(warnings)
        .hasSize(2)
        .anyMatch(warning -> warning.startsWith("there is no option nosuch, it is ignored"))
        .anyMatch(warning -> warning.startsWith("there is no option jtrace.neither, it is"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen=nowhere | listen=nowhere: expected host:port, :port, a port, or off, with a port"
            + " from 0 to 65535; using 127.0.0.1:6060",
        "listen=::1:80 | listen=::1:80: expected host:port, :port, a port, or off, with a port from"
            + " 0 to 65535, an IPv6 address in brackets; using 127.0.0.1:6060",
        "maxseconds=-1 | maxseconds=-1: expected a number of seconds above 0; using 300",
        "maxsize=1x | maxsize=1x: expected a whole number above 0, maybe with k, m or g; using 1g",
        "maxsize=9999999999g | maxsize=9999999999g: expected a whole number above 0, maybe with k,"
            + " m or g; using 1g",
        "detail=most | detail=most: expected normal or full; using normal",
        "threshold=10 | threshold=10: expected a whole number with ns, us, ms or s, at most 3600s;"
            + " using the default",
        "stackdepth=0 | stackdepth=0: expected a whole number from 1 to 2048; using 128",
        "cpu= | cpu=: expected auto, perf, schedstat, off, or the name of a file; using auto",
        "warmup=maybe | warmup=maybe: expected on or off; using on",
        "token=päß | token=(hidden): expected visible ASCII characters without spaces; using the"
            + " default",
      })
  void badValue_isOneSentenceAndTheDefault(String argument, String warning) {
    Options options = read(argument);

    assertThat(warnings).containsExactly(warning);
    for (OptionKey<?> key : OptionKey.ALL) {
      assertThat(options.get(key)).isEqualTo(Options.defaults().get(key));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0ms,0", "100us,100000", "10 ms,10000000", "1s,1000000000"})
  void threshold_isReadWithItsUnit(String text, long nanos) {
    assertThat(read("threshold=" + text).get(OptionKey.THRESHOLD))
        .hasValue(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({"100,100", "64k,65536", "2M,2097152", "1g,1073741824"})
  void size_isReadWithItsUnit(String text, long bytes) {
    assertThat(read("maxsize=" + text).get(OptionKey.MAX_SIZE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"auto,AUTO", "PERF,PERF", "schedstat,SCHEDSTAT", "off,OFF"})
  void wordForCpu_isASource(String text, CpuSource source) {
    CpuSetting cpu = read("cpu=" + text).get(OptionKey.CPU);

    assertThat(cpu.source()).isEqualTo(source);
    assertThat(cpu.profile()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu.pb.gz", "./auto", "perfect"})
  void otherValueForCpu_isAFileForTheProfile(String text) {
    CpuSetting cpu = read("cpu=" + text).get(OptionKey.CPU);

    assertThat(cpu.source()).isEqualTo(CpuSource.AUTO);
    assertThat(cpu.profile()).hasValue(Path.of(text));
  }

  @Test
  void keyWithoutValue_meansOn() {
    assertThat(read("quiet, help").get(OptionKey.QUIET)).isTrue();
    assertThat(read("quiet, help").get(OptionKey.HELP)).isTrue();
  }

  @Test
  void quotedValue_mayHoldACommaAndAnEqualsSign() {
    assertThat(read("token='a,b=c',detail=full").get(OptionKey.TOKEN)).hasValue("a,b=c");
    assertThat(read("token='a,b=c',detail=full").get(OptionKey.DETAIL)).isEqualTo(Detail.FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "127.0.0.1:6060", "[::1]:0", ":8080", "host.example:65535"})
  void listenAddress_isReadBackFromItsText(String text) {
    assertThat(ListenAddress.from(text)).hasToString(text);
    assertThat(ListenAddress.from(text).isOff()).isEqualTo(text.equals("off"));
  }

  @Test
  void barePort_listensOnThisMachineOnly() {
    assertThat(ListenAddress.from("6061")).isEqualTo(new ListenAddress("127.0.0.1", 6061));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "host:", "host:65536", "host:-1", "::1:80"})
  void badAddress_isRefused(String text) {
    assertThatThrownBy(() -> ListenAddress.from(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected host:port");
  }

  @Test
  void help_namesEveryKey() {
    assertThat(Options.help()).contains(OptionKey.ALL.stream().map(OptionKey::name).toList());
  }
}
