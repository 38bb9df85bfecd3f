package io.jtrace.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Ddb.password=hunter2 | -Ddb.password=***",
        "-DclientSecret=hunter2 | -DclientSecret=***",
        "-javaagent:jtrace.jar=listen=:1,token=hunter2,quiet"
            + " | -javaagent:jtrace.jar=listen=:1,token=***,quiet",
        "--api-key=hunter2 | --api-key=***",
        "jdbc:x://h/d?user=u&password=hunter2&ssl=1 | jdbc:x://h/d?user=u&password=***&ssl=1",
        "amqp://guest:hunter2@mq:5672/v | amqp://guest:***@mq:5672/v",
      })
  void secret_isBlackedOut(String argument, String shown) {
    CommandLine commandLine = CommandLine.from(List.of(argument));

    assertThat(commandLine.arguments()).containsExactly(shown);
    assertThat(commandLine.hasSecrets()).isTrue();
  }

  @Test
  void secretInTheNextArgument_isBlackedOut() {
    assertThat(CommandLine.from(List.of("--password", "hunter2", "-v", "x")).arguments())
        .containsExactly("--password", "***", "-v", "x");
  }

  @Test
  void harmlessArguments_stayAsTheyAre() {
    List<String> arguments =
        List.of("java", "-Xmx1g", "-Duser.dir=/tmp", "-jar", "app.jar", "http://host:8080/path@x");

    CommandLine commandLine = CommandLine.from(arguments);

    assertThat(commandLine.arguments()).isEqualTo(arguments);
    assertThat(commandLine.hasSecrets()).isFalse();
  }

  @Test
  void ofThisProcess_beginsWithTheJvm() {
    assertThat(CommandLine.ofThisProcess().arguments().get(0)).contains("java");
  }
}
