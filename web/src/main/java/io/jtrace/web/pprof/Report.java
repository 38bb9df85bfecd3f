package io.jtrace.web.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A report that was asked for.
 *
 * @param pattern a regular expression of functions, for those that take one
 */
public record Report(ReportKind kind, @Nullable String pattern, Settings settings) {

  /** Pictures and trees of more than this are hard to read. */
  private static final int DEFAULT_NODES = 80;

  /** Writes text or lines of it. */
  private interface Text {
    void write(View view, PrintWriter out) throws ProfileException;
  }

  /**
   * Writes the report of a profile. Flushes the stream and leaves it open.
   *
   * @param remarks hears what the user should know beside
   * @throws ProfileException if settings do not fit, or nothing matches the pattern
   */
  public void write(Profile profile, OutputStream out, Consumer<String> remarks)
      throws ProfileException, IOException {
    View view = view(profile, remarks);
    if (kind == ReportKind.PROTO) {
      ProfileWriter.write(ProtoReport.of(view), out);
      return;
    }
    PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text().write(view, text);
    text.flush();
  }

  /** Returns what the report is about, with the settings that suit it. */
  public View view(Profile profile, Consumer<String> remarks) throws ProfileException {
    return View.of(profile, effective(), remarks);
  }

  /** Returns the report as text. */
  public String text(Profile profile, Consumer<String> remarks)
      throws ProfileException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(profile, bytes, remarks);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Text text() throws ProfileException {
    return switch (kind) {
      case TOP, TEXT -> TopReport::write;
      case TREE -> (view, out) -> TreeReport.write(view, null, out);
      case PEEK -> {
        String regex = required();
        yield (view, out) -> TreeReport.write(view, regex, out);
      }
      case LIST -> {
        String regex = required();
        yield (view, out) -> ListReport.write(view, regex, out);
      }
      case TRACES -> TracesReport::write;
      case TAGS -> TagsReport::write;
      case RAW -> RawReport::write;
      case COMMENTS -> Report::comments;
      case FOLDED -> FoldedReport::write;
      case SVG -> GraphSvg::write;
      case FLAMEGRAPH -> FlameSvg::write;
      case PROTO -> throw new IllegalStateException("a profile is no text");
    };
  }

  private String required() throws ProfileException {
    if (pattern == null) {
      throw new ProfileException("expected a regexp after " + kind.word());
    }
    return pattern;
  }

  /** What suits the report, where the user did not say. */
  private Settings effective() throws ProfileException {
    return switch (kind) {
      case LIST -> settings.with(Setting.TRIM, "false").with(Setting.GRANULARITY, "lines");
      case PEEK -> settings.with(Setting.TRIM, "false");
      case PROTO, RAW ->
          settings
              .with(Setting.TRIM, "false")
              .with(Setting.GRANULARITY, "addresses")
              .with(Setting.NOINLINES, "false");
      case TOP, TEXT -> withNodes(0);
      default -> withNodes(DEFAULT_NODES);
    };
  }

  private Settings withNodes(int count) throws ProfileException {
    return settings.text(Setting.NODECOUNT).equals(Setting.NODECOUNT.initial())
        ? settings.with(Setting.NODECOUNT, String.valueOf(count))
        : settings;
  }

  private static void comments(View view, PrintWriter out) {
    view.profile().header().comments().forEach(line -> out.print(Plain.line(line) + "\n"));
  }
}
