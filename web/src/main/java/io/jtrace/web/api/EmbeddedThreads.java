package io.jtrace.web.api;

import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.Trace;
import java.util.List;

/** What threads are and who started them, as columns of the single file. */
final class EmbeddedThreads {
  private static final int START_SEEN = 1;
  private static final int END_SEEN = 2;

  private final ColumnBytes javaIds = new ColumnBytes();
  private final ColumnBytes osIds = new ColumnBytes();
  private final ColumnBytes groups = new ColumnBytes();
  private final ColumnBytes seen = new ColumnBytes();
  private final ColumnBytes parents = new ColumnBytes();
  private final ColumnBytes startStacks = new ColumnBytes();

  private EmbeddedThreads() {}

  /** Reads all threads; their texts and stacks are entered into {@code texts}. */
  static EmbeddedThreads of(Trace trace, EmbeddedTexts texts) {
    Threads threads = trace.threads();
    EmbeddedThreads embedded = new EmbeddedThreads();
    for (int thread = 0; thread < threads.size(); thread++) {
      embedded.javaIds.addSigned(threads.javaId(thread));
      embedded.osIds.addSigned(threads.osId(thread));
      embedded.groups.add(texts.string(threads.group(thread)) + 1);
      embedded.seen.add(
          (threads.isStartSeen(thread) ? START_SEEN : 0)
              | (threads.isEndSeen(thread) ? END_SEEN : 0));
      embedded.parents.add(Math.max(-1, threads.parent(thread)) + 1);
      embedded.startStacks.add(texts.stack(threads.startStack(thread)) + 1);
    }
    return embedded;
  }

  List<ColumnBytes> columns() {
    return List.of(javaIds, osIds, groups, seen, parents, startStacks);
  }
}
