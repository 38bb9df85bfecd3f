package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The law by which events become spans: which operation an event stands for, where its details are,
 * and what may happen inside it.
 *
 * <p>An operation is a <em>leaf</em> if the thread cannot do anything while it lasts: a thread that
 * is parked, asleep or queued at a monitor records nothing. Socket and file operations are Java
 * code with the system call somewhere within: they may load classes, lock, park (virtual threads).
 */
enum SpanLaw {
  SLEEP(ConsumedEvent.THREAD_SLEEP, Operation.SLEEP, true, null, null, "time"),
  PARK(ConsumedEvent.THREAD_PARK, Operation.PARK, true, "parkedClass", null, "timeout"),
  MONITOR_ENTER(
      ConsumedEvent.MONITOR_ENTER,
      Operation.MONITOR_ENTER,
      true,
      "monitorClass",
      "previousOwner",
      null),
  MONITOR_WAIT(
      ConsumedEvent.MONITOR_WAIT,
      Operation.MONITOR_WAIT,
      true,
      "monitorClass",
      "notifier",
      "timeout"),
  SOCKET_READ(ConsumedEvent.SOCKET_READ, Operation.SOCKET_READ, false, "host", null, "bytesRead"),
  SOCKET_WRITE(
      ConsumedEvent.SOCKET_WRITE, Operation.SOCKET_WRITE, false, "host", null, "bytesWritten"),
  FILE_READ(ConsumedEvent.FILE_READ, Operation.FILE_READ, false, "path", null, "bytesRead"),
  FILE_WRITE(ConsumedEvent.FILE_WRITE, Operation.FILE_WRITE, false, "path", null, "bytesWritten"),
  FILE_FORCE(ConsumedEvent.FILE_FORCE, Operation.FILE_FORCE, false, "path", null, null),
  SELECT(ConsumedEvent.SELECT, Operation.SELECT, false, null, null, null),
  SOCKET_ACCEPT(ConsumedEvent.SOCKET_ACCEPT, Operation.SOCKET_ACCEPT, false, "host", null, null),
  SOCKET_CONNECT(ConsumedEvent.SOCKET_CONNECT, Operation.SOCKET_CONNECT, false, "host", null, null),
  NAME_LOOKUP(ConsumedEvent.NAME_LOOKUP, Operation.NAME_LOOKUP, false, "host", null, null),
  DATAGRAM_RECEIVE(
      ConsumedEvent.DATAGRAM_RECEIVE, Operation.DATAGRAM_RECEIVE, false, "host", null, "bytes"),
  DATAGRAM_SEND(ConsumedEvent.DATAGRAM_SEND, Operation.DATAGRAM_SEND, false, "host", null, "bytes"),
  FILE_TRANSFER(ConsumedEvent.FILE_TRANSFER, Operation.FILE_TRANSFER, false, "path", null, "bytes"),
  MAPPED_FORCE(ConsumedEvent.MAPPED_FORCE, Operation.MAPPED_FORCE, false, null, null, "bytes"),
  ASYNC_FILE(ConsumedEvent.ASYNC_FILE, Operation.ASYNC_FILE, false, "path", null, "bytes"),
  CARRY(ConsumedEvent.VIRTUAL_THREAD_RUN, Operation.CARRY, false, null, "virtualThread", null),
  ALLOCATION_STALL(
      ConsumedEvent.Z_ALLOCATION_STALL, Operation.ALLOCATION_STALL, true, "type", null, "size"),
  COMPILATION(ConsumedEvent.COMPILATION, Operation.COMPILATION, false, "method", null, "codeSize"),
  VM_OPERATION(
      ConsumedEvent.EXECUTE_VM_OPERATION,
      Operation.VM_OPERATION,
      false,
      "operation",
      "caller",
      null);

  private static final SpanLaw[] LAWS = values();

  private final ConsumedEvent event;
  private final Operation operation;
  private final boolean leaf;
  private final @Nullable String subjectField;
  private final @Nullable String otherField;
  private final @Nullable String amountField;

  SpanLaw(
      ConsumedEvent event,
      Operation operation,
      boolean leaf,
      @Nullable String subjectField,
      @Nullable String otherField,
      @Nullable String amountField) {
    this.event = event;
    this.operation = operation;
    this.leaf = leaf;
    this.subjectField = subjectField;
    this.otherField = otherField;
    this.amountField = amountField;
  }

  static SpanLaw at(int ordinal) {
    return LAWS[ordinal];
  }

  static int count() {
    return LAWS.length;
  }

  ConsumedEvent event() {
    return event;
  }

  Operation operation() {
    return operation;
  }

  /** Returns whether nothing else of the thread can happen meanwhile. */
  boolean isLeaf() {
    return leaf;
  }

  /** Returns the field that says what the operation was about. */
  @Nullable String subjectField() {
    return subjectField;
  }

  /** Returns the field that names another thread. */
  @Nullable String otherField() {
    return otherField;
  }

  /** Returns the field with bytes or a time-out. */
  @Nullable String amountField() {
    return amountField;
  }
}
