package io.jtrace.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.agent.spi.StackProfile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfileTextTest {

  private final CodeAddresses addresses = new CodeAddresses();
  private final StackProfile profile = StackProfile.counting("goroutine");

  private int stack(Frame... innermostFirst) {
    return profile.stack(List.of(innermostFirst));
  }

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ProfileText(addresses).writeCounts(profile, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void counts_areWrittenAsGoDoes() throws IOException {
    Frame run = new Frame("a.Main.run", "a/Main.java", 7);
    profile.add(stack(new Frame("a.Main.spin", "a/Main.java", 300), run), Map.of(), 1);
    profile.add(
        stack(new Frame("a.SomewhatLonger.park", "", 0), run),
        Map.of("state", "waiting", "group", "a \"b\""),
        12);

    assertThat(text())
        .isEqualTo(
            """
            goroutine profile: total 13
            12 @ 0x20001 0x30007
            # labels: {"group":"a \\"b\\"", "state":"waiting"}
            #\t0x20001\ta.SomewhatLonger.park+0x1\t??:0
            #\t0x30007\ta.Main.run+0x7\t\t\ta/Main.java:7

            1 @ 0x4012c 0x30007
            #\t0x4012c\ta.Main.spin+0x12c\ta/Main.java:300
            #\t0x30007\ta.Main.run+0x7\t\ta/Main.java:7

            """);
  }

  @Test
  void bytesOfLessThanAnObject_areOneObject() throws IOException {
    ValueType type = new ValueType("space", "bytes");
    StackProfile heap = new StackProfile(List.of(type, type, type, type), type, 1);
    heap.add(heap.stack(List.of(new Frame("a.Main.make", "", 1))), Map.of(), 0, 23, 0, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ProfileText(addresses).writeHeap(heap, out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("heap profile: 0: 0 [1: 23] @ heap/2\n0: 0 [1: 23] @ 0x20001\n");
  }

  @Test
  void addresses_leadBackToTheirMethod() {
    long address = addresses.address("a.Main.run", 0);

    assertThat(addresses.method(address)).contains("a.Main.run");
    assertThat(addresses.method(address - 1)).as("where the call is").contains("a.Main.run");
    assertThat(addresses.method(7)).isEmpty();
    assertThat(addresses.method(-1)).isEmpty();
  }

  @Test
  void difference_leavesOutWhatStayed() throws IOException {
    Frame park = new Frame("a.Main.park", "", 1);
    profile.add(stack(park), Map.of(), 3);
    StackProfile before = profile.empty();
    before.add(before.stack(List.of(park)), Map.of(), 3);
    before.add(before.stack(List.of(new Frame("a.Main.gone", "", 1))), Map.of(), 2);

    profile.addAll(before, -1);

    assertThat(text()).contains("total -2\n").contains("a.Main.gone").doesNotContain("a.Main.park");
  }
}
