package io.jtrace.timeline.jfr;

/**
 * A thread as a constant pool describes it. Names are string ids, {@link
 * io.jtrace.timeline.table.Strings#NONE} where they are null or empty.
 *
 * @param javaId {@code Thread.threadId()}; 0 or less for threads that are not Java threads
 * @param osId the operating system's id; 0 or less for virtual threads
 */
record ThreadConstant(int name, int osName, int group, long javaId, long osId, boolean virtual) {}
