package io.jtrace.timeline.model;

/** What a thread does in a span that was recorded: the finer grain below {@link State}. */
public enum Operation {
  SLEEP("sleep", State.SLEEPING),
  PARK("park", State.PARKED),
  MONITOR_ENTER("monitor enter", State.BLOCKED),
  MONITOR_WAIT("monitor wait", State.WAITING),
  SOCKET_READ("socket read", State.SOCKET_IO),
  SOCKET_WRITE("socket write", State.SOCKET_IO),
  FILE_READ("file read", State.FILE_IO),
  FILE_WRITE("file write", State.FILE_IO),
  FILE_FORCE("file force", State.FILE_IO),
  /** Waiting for any of the channels of a selector. */
  SELECT("select", State.SOCKET_IO),
  SOCKET_ACCEPT("socket accept", State.SOCKET_IO),
  SOCKET_CONNECT("socket connect", State.SOCKET_IO),
  NAME_LOOKUP("name lookup", State.SOCKET_IO),
  DATAGRAM_RECEIVE("datagram receive", State.SOCKET_IO),
  DATAGRAM_SEND("datagram send", State.SOCKET_IO),
  /** {@code FileChannel.transferTo} or {@code transferFrom}. */
  FILE_TRANSFER("file transfer", State.FILE_IO),
  /** Writing a mapped file back. */
  MAPPED_FORCE("mapped force", State.FILE_IO),
  ASYNC_FILE("asynchronous file", State.FILE_IO),
  /** Waiting for a concurrent collector to free memory. */
  ALLOCATION_STALL("allocation stall", State.BLOCKED),
  /** The JIT compiles a method; in its own threads. */
  COMPILATION("compilation", State.RUNNING),
  /** The VM thread executes an operation such as a GC pause. */
  VM_OPERATION("VM operation", State.RUNNING),
  /** A carrier runs a virtual thread. */
  CARRY("carries", State.RUNNING);

  private final String label;
  private final State state;

  Operation(String label, State state) {
    this.label = label;
    this.state = state;
  }

  /** Returns the name for people, in lower case; what {@link Spans#operation} names. */
  public String label() {
    return label;
  }

  /** Returns the state a thread is in meanwhile. */
  public State state() {
    return state;
  }
}
