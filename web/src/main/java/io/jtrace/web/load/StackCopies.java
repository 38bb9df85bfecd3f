package io.jtrace.web.load;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.timeline.export.PprofEncoder;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The stacks of a recording in a profile, each copied when it is first wanted. */
final class StackCopies {

  private static final Frame NO_STACK = new Frame("(no stack recorded)", "", 0);

  /** Hidden classes are numbered or have an address in their name, another one in each run. */
  private static final Pattern HIDDEN = Pattern.compile("([$][$]Lambda).*|[/+.]0x[0-9a-f]+.*");

  private final Recording recording;
  private final StackProfile profile;
  private final Map<Integer, Integer> copies = new HashMap<>();

  StackCopies(Recording recording, StackProfile profile) {
    this.recording = recording;
    this.profile = profile;
  }

  /** Returns the stack in the profile; one that says so if there is none in the recording. */
  int of(int stack) {
    if (stack == Stacks.NONE) {
      return profile.stack(StackProfile.ROOT, NO_STACK);
    }
    int[] frames = recording.stacks().framesOf(stack);
    Integer known = copies.get(stack);
    if (known == null) {
      known = StackProfile.ROOT;
      for (int i = frames.length - 1; i >= 0; i--) {
        known = profile.stack(known, frame(frames[i]));
      }
      copies.put(stack, known);
    }
    return known;
  }

  private Frame frame(int frame) {
    Frames frames = recording.frames();
    Strings strings = recording.strings();
    int className = frames.className(frame);
    String method = strings.at(frames.methodName(frame));
    int line = Math.max(0, frames.line(frame));
    if (className < 0) {
      return new Frame(method, "", line);
    }
    String name = HIDDEN.matcher(strings.at(className)).replaceFirst("$1");
    return new Frame(name + "." + method, PprofEncoder.sourcePath(name), line);
  }
}
