package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documents of the project quote: code, and bytes of recordings. */
final class Documents {
  private static final Pattern HEX_LINE =
      Pattern.compile("([0-9a-f]+)  ((?:[0-9a-f]{2} ?)+)(?:  .*)?");

  private Documents() {}

  /** A hex dump. */
  static final class HexDump {
    private final long offsetBytes;
    private final byte[] bytes;
    private final List<String> brokenOffsets;

    private HexDump(long offsetBytes, byte[] bytes, List<String> brokenOffsets) {
      this.offsetBytes = offsetBytes;
      this.bytes = bytes;
      this.brokenOffsets = List.copyOf(brokenOffsets);
    }

    /** Returns the offset of the first byte, as the dump states it. */
    long offsetBytes() {
      return offsetBytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    /** Returns the lines whose offset does not follow from the bytes before. */
    List<String> brokenOffsets() {
      return brokenOffsets;
    }
  }

  /** Returns a document, by its path in the project. */
  static String read(String path) throws IOException {
    // Tests run in the module's folder.
    return Files.readString(Path.of("..").resolve(path));
  }

  /** Returns the contents of all blocks fenced as {@code language}, in order. */
  static List<String> blocks(String document, String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(document);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  /** Returns the hex dumps of the description of the format, in order. */
  static List<HexDump> hexDumps() throws IOException {
    return blocks(read("docs/jfr-format.md"), "hex").stream().map(Documents::hexDump).toList();
  }

  /** Returns the recording that the description of the format quotes as a whole. */
  static byte[] wholeRecording() throws IOException {
    List<HexDump> dumps = hexDumps();
    return dumps.get(dumps.size() - 1).bytes();
  }

  private static HexDump hexDump(String block) {
    JfrBytes bytes = new JfrBytes();
    List<String> brokenOffsets = new ArrayList<>();
    long first = -1;
    for (String line : block.lines().toList()) {
      Matcher matcher = HEX_LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("no line of a hex dump: " + line);
      }
      long offset = Long.parseLong(matcher.group(1), 16);
      first = first < 0 ? offset : first;
      if (offset != first + bytes.size()) {
        brokenOffsets.add(line);
      }
      bytes.bytes(HexFormat.of().parseHex(matcher.group(2).replace(" ", "")));
    }
    return new HexDump(first, bytes.toByteArray(), brokenOffsets);
  }
}
