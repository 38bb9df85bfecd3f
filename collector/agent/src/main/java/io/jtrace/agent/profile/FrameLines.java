package io.jtrace.agent.profile;

import io.jtrace.agent.spi.StackProfile.Frame;
import java.util.ArrayList;
import java.util.List;

/** The lines of one stack: {@code #}, address, function with offset, place, in aligned columns. */
final class FrameLines {

  private static final int TAB_WIDTH = 8;

  private final CodeAddresses addresses;

  FrameLines(CodeAddresses addresses) {
    this.addresses = addresses;
  }

  /** Returns {@code @} and the addresses of a stack. */
  String addresses(List<Frame> frames) {
    StringBuilder text = new StringBuilder("@");
    for (Frame frame : frames) {
      text.append(" 0x").append(Long.toHexString(address(frame)));
    }
    return text.toString();
  }

  private long address(Frame frame) {
    return addresses.address(frame.method(), frame.line());
  }

  /** Appends the lines and an empty one. */
  void append(List<Frame> frames, StringBuilder out) {
    List<String> places = new ArrayList<>(frames.size());
    List<String> functions = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      places.add("0x" + Long.toHexString(address(frame)));
      functions.add(
          frame.method() + "+0x" + Integer.toHexString(CodeAddresses.offset(frame.line())));
    }
    int placeTabs = tabs(places);
    int functionTabs = tabs(functions);
    for (int i = 0; i < frames.size(); i++) {
      out.append("#\t");
      cell(places.get(i), placeTabs, out);
      cell(functions.get(i), functionTabs, out);
      Frame frame = frames.get(i);
      out.append(frame.file().isEmpty() ? "??" : frame.file());
      out.append(':').append(frame.line()).append('\n');
    }
    out.append('\n');
  }

  /** As Go's tabwriter: room for the longest and one more, in whole tabs. */
  private static int tabs(List<String> cells) {
    int width = 0;
    for (String cell : cells) {
      width = Math.max(width, length(cell) + 1);
    }
    return (width + TAB_WIDTH - 1) / TAB_WIDTH;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static void cell(String text, int tabs, StringBuilder out) {
    out.append(text).append("\t".repeat(tabs - length(text) / TAB_WIDTH));
  }
}
