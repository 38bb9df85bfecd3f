package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;

/** Dictionaries as they grow: of a whole recording, or of one of the threads that read it. */
final class Dictionaries {
  /** Stands for names that a recording refers to and lacks. */
  private static final String UNKNOWN_NAME = "?";

  private static final String TRUNCATED_NAME = "[truncated]";

  private final TextDictionary texts = new TextDictionary();
  private final Frames.Builder frames = new Frames.Builder();
  private final Stacks.Builder stacks = new Stacks.Builder();

  /* Entered when first needed, so that a sound recording has no placeholders. */
  private int unknownName = Strings.NONE;
  private int truncatedRoot = Stacks.NONE;

  TextDictionary texts() {
    return texts;
  }

  Frames.Builder frames() {
    return frames;
  }

  Stacks.Builder stacks() {
    return stacks;
  }

  int unknownName() {
    if (unknownName == Strings.NONE) {
      unknownName = texts.intern(UNKNOWN_NAME);
    }
    return unknownName;
  }

  /** Returns a stack of one frame of which nothing is known. */
  int unknownStack() {
    return root(unknownName(), FrameKind.UNKNOWN);
  }

  /** Returns the root of stacks whose outer frames were cut off. */
  int truncatedRoot() {
    if (truncatedRoot == Stacks.NONE) {
      truncatedRoot = root(texts.intern(TRUNCATED_NAME), FrameKind.TRUNCATED);
    }
    return truncatedRoot;
  }

  private int root(int name, FrameKind kind) {
    return stacks.push(Stacks.NONE, frames.intern(Strings.NONE, name, Frames.NO_LINE, kind));
  }
}
