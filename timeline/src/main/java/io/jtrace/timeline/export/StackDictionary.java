package io.jtrace.timeline.export;

import com.google.protobuf.ByteString;
import io.jtrace.proto.perfetto.Callstack;
import io.jtrace.proto.perfetto.Frame;
import io.jtrace.proto.perfetto.InternedData;
import io.jtrace.proto.perfetto.InternedString;
import io.jtrace.proto.perfetto.Mapping;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import java.util.HashMap;
import java.util.Map;

/**
 * The stacks that one sequence has sent so far, each once. A stack may end in a leaf that is no
 * method: the class that was allocated.
 *
 * <p>Not safe for use by several threads.
 */
final class StackDictionary {
  private static final int NO_LEAF = -1;
  private static final int MAPPING_IID = 1;
  private static final String MAPPING_PATH = "[jvm]";

  private final Trace trace;
  private final PacketSequence sequence;

  /** From stack and leaf, from frame, from method, from leaf: to iids that begin at 1. */
  private final Map<Long, Integer> callstacks = new HashMap<>();

  private final Map<Integer, Integer> frames = new HashMap<>();
  private final Map<Long, Integer> functions = new HashMap<>();
  private final Map<Integer, Integer> leaves = new HashMap<>();
  private int frameCount;
  private int functionCount;

  StackDictionary(Trace trace, PacketSequence sequence) {
    this.trace = trace;
    this.sequence = sequence;
  }

  /**
   * Returns the iid of a stack, {@link Stacks#NONE} included: that one says so in its only frame.
   */
  int callstack(int stack) {
    return callstack(stack, NO_LEAF);
  }

  /** Returns the iid of a stack that ends in the class with this string id, or -1. */
  int callstack(int stack, int leafClass) {
    long key = ((long) stack << 32) | (leafClass & 0xffffffffL);
    Integer known = callstacks.get(key);
    if (known != null) {
      return known;
    }
    Callstack.Builder callstack = Callstack.newBuilder();
    if (stack == Stacks.NONE) {
      callstack.addFrameIds(leaf(NO_LEAF));
    }
    int[] innermostFirst = trace.stacks().framesOf(stack);
    for (int i = innermostFirst.length - 1; i >= 0; i--) {
      callstack.addFrameIds(frame(innermostFirst[i]));
    }
    if (leafClass != NO_LEAF) {
      callstack.addFrameIds(leaf(leafClass));
    }
    int iid = callstacks.size() + 1;
    callstacks.put(key, iid);
    interned().addCallstacks(callstack.setIid(iid));
    return iid;
  }

  private InternedData.Builder interned() {
    return sequence.interned();
  }

  private int frame(int frame) {
    Integer known = frames.get(frame);
    if (known != null) {
      return known;
    }
    Frames table = trace.frames();
    int line = table.line(frame);
    Frame.Builder builder = Frame.newBuilder().setFunctionNameId(function(frame));
    if (line != Frames.NO_LINE) {
      builder.setLineNumber(line);
    }
    Frame.Kind kind = kind(table.kind(frame));
    if (kind != Frame.Kind.KIND_UNSPECIFIED) {
      builder.setKind(kind);
    }
    int iid = send(builder);
    frames.put(frame, iid);
    return iid;
  }

  private int leaf(int leafClass) {
    Integer known = leaves.get(leafClass);
    if (known != null) {
      return known;
    }
    String name =
        leafClass == NO_LEAF
            ? "(stack not recorded)"
            : trace.strings().at(leafClass) + " (allocated)";
    int iid = send(Frame.newBuilder().setFunctionNameId(sendFunction(name)));
    leaves.put(leafClass, iid);
    return iid;
  }

  private int send(Frame.Builder frame) {
    if (frameCount == 0) {
      interned()
          .addMappingPaths(
              InternedString.newBuilder()
                  .setIid(MAPPING_IID)
                  .setStr(ByteString.copyFromUtf8(MAPPING_PATH)))
          .addMappings(Mapping.newBuilder().setIid(MAPPING_IID).addPathStringIds(MAPPING_IID));
    }
    int iid = ++frameCount;
    interned().addFrames(frame.setIid(iid).setMappingId(MAPPING_IID));
    return iid;
  }

  /** Frames of one method differ by line; they share the name. */
  private int function(int frame) {
    long key =
        ((long) trace.frames().className(frame) << 32)
            | (trace.frames().methodName(frame) & 0xffffffffL);
    Integer known = functions.get(key);
    if (known != null) {
      return known;
    }
    int iid = sendFunction(trace.frames().method(frame, trace.strings()));
    functions.put(key, iid);
    return iid;
  }

  private int sendFunction(String name) {
    int iid = ++functionCount;
    interned()
        .addFunctionNames(
            InternedString.newBuilder()
                .setIid(iid)
                .setStr(ByteString.copyFromUtf8(Text.label(name))));
    return iid;
  }

  private static Frame.Kind kind(FrameKind kind) {
    return switch (kind) {
      case INTERPRETED -> Frame.Kind.KIND_INTERPRETED;
      case JIT_COMPILED, INLINED -> Frame.Kind.KIND_JIT;
      case NATIVE -> Frame.Kind.KIND_NATIVE;
      case UNKNOWN, TRUNCATED -> Frame.Kind.KIND_UNSPECIFIED;
    };
  }
}
