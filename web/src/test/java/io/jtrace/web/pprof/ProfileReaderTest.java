package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileReaderTest {
  private static final Profile PROFILE =
      Drawn.profile("main:1;a:2>b:3 1 10 key=x size=5bytes\nmain:1;c 2 20\n");

  private static Profile read(byte[] bytes) throws ProfileException, IOException {
    return ProfileReader.read("it", new ByteArrayInputStream(bytes));
  }

  private static Profile read(io.jtrace.proto.pprof.Profile profile)
      throws ProfileException, IOException {
    return read(profile.toByteArray());
  }

  /** The profile as it is written once its tables have an order. */
  private static io.jtrace.proto.pprof.Profile encoded() throws ProfileException, IOException {
    return ProfileWriter.encode(read(ProfileWriter.encode(PROFILE)));
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void writtenAndRead_isTheSame() throws Exception {
    io.jtrace.proto.pprof.Profile encoded = encoded();

    assertThat(ProfileWriter.encode(read(encoded))).isEqualTo(encoded);
    assertThat(ProfileWriter.encode(read(zipped(encoded.toByteArray())))).isEqualTo(encoded);
  }

  @Test
  void unknownFields_surviveEverywhere() throws Exception {
    UnknownFieldSet news =
        UnknownFieldSet.newBuilder()
            .addField(
                77,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("news"))
                    .build())
            .build();
    io.jtrace.proto.pprof.Profile.Builder profile = encoded().toBuilder();
    profile.setUnknownFields(news);
    profile.getSampleTypeBuilder(0).setUnknownFields(news);
    profile.getSampleBuilder(0).setUnknownFields(news);
    profile.getSampleBuilder(0).getLabelBuilder(0).setUnknownFields(news);
    profile.getLocationBuilder(0).setUnknownFields(news);
    profile.getLocationBuilder(0).getLineBuilder(0).setUnknownFields(news);
    profile.getFunctionBuilder(0).setUnknownFields(news);
    profile.addMappingBuilder().setId(1).setUnknownFields(news);

    assertThat(ProfileWriter.encode(read(profile.build()))).isEqualTo(profile.build());
  }

  @Test
  void cutProfile_isASentenceOrAProfile() throws Exception {
    byte[] plain = ProfileWriter.encode(PROFILE).toByteArray();
    byte[] zipped = zipped(plain);
    for (byte[] whole : new byte[][] {plain, zipped}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        try {
          assertThat(read(cut).sampleTypes()).isNotEmpty();
        } catch (ProfileException e) {
          assertThat(e)
              .hasMessageStartingWith("it: ")
              .hasMessageNotContainingAny("Exception", "\n");
        }
      }
    }
  }

  @Test
  void cutGzip_isAlwaysNoticed() throws Exception {
    byte[] whole = zipped(ProfileWriter.encode(PROFILE).toByteArray());
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d bytes", length)
          .isInstanceOf(ProfileException.class)
          .hasMessage("it: the file is cut, its gzip stream ends too early");
    }
  }

  @Test
  void changedBytes_areASentenceOrAProfile() throws Exception {
    byte[] whole = ProfileWriter.encode(PROFILE).toByteArray();
    for (int i = 0; i < whole.length; i++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        byte[] changed = whole.clone();
        changed[i] = (byte) value;
        try {
          for (ReportKind kind : new ReportKind[] {ReportKind.TREE, ReportKind.RAW}) {
            assertThat(Drawn.report(read(changed), kind)).isNotEmpty();
          }
        } catch (ProfileException e) {
          assertThat(e).hasMessageStartingWith("it: ");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | found nothing",
        "'heap profile: 1: 2 [' | found one of the old text formats; fetch it without debug=1",
        "'--- contention:\n'    | found one of the old text formats; fetch it without debug=1",
        "' <html>'              | found a web page",
        "'hello\n'              | found text",
      })
  void whatIsNoProfile_isNamed(String text, String found) {
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProfileException.class)
        .hasMessage("it: expected a profile (profile.proto), " + found);
  }

  @Test
  void recording_isNamed() {
    assertThatThrownBy(() -> read(new byte[] {'F', 'L', 'R', 0, 0, 2}))
        .hasMessageEndingWith("found a recording, which needs --type");
  }

  @Test
  void brokenReferences_areNamed() {
    assertThatThrownBy(() -> read(edited(edit -> edit.getSampleBuilder(0).setLocationId(0, 99))))
        .hasMessage("it: expected a location with id 99, found none");
    assertThatThrownBy(
            () ->
                read(
                    edited(edit -> edit.getLocationBuilder(0).getLineBuilder(0).setFunctionId(98))))
        .hasMessage("it: expected a function with id 98, found none");
    assertThatThrownBy(() -> read(edited(edit -> edit.getLocationBuilder(0).setMappingId(3))))
        .hasMessage("it: expected a mapping with id 3, found none");
    assertThatThrownBy(() -> read(edited(edit -> edit.getFunctionBuilder(1).setId(1))))
        .hasMessage("it: expected one function with id 1, found two");
    assertThatThrownBy(() -> read(edited(edit -> edit.getLocationBuilder(1).setId(0))))
        .hasMessage("it: expected a location with an id, found id 0");
    assertThatThrownBy(() -> read(edited(edit -> edit.getFunctionBuilder(0).setName(-1))))
        .hasMessageMatching("it: expected a string below \\d+, found string -1");
    assertThatThrownBy(() -> read(edited(edit -> edit.setStringTable(0, "x"))))
        .hasMessage("it: expected \"\" as string 0, found \"x\"");
    assertThatThrownBy(() -> read(edited(edit -> edit.getSampleBuilder(1).clearValue())))
        .hasMessageEndingWith("values, one for each type, found one with 0");
    assertThatThrownBy(() -> read(edited(edit -> edit.clearSampleType())))
        .hasMessage("it: expected at least one sample type, found none");
  }

  private static io.jtrace.proto.pprof.Profile edited(
      Consumer<io.jtrace.proto.pprof.Profile.Builder> edit) throws ProfileException, IOException {
    io.jtrace.proto.pprof.Profile.Builder builder = encoded().toBuilder();
    edit.accept(builder);
    return builder.build();
  }
}
