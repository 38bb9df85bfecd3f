/**
 * What is on the heap and what is allocated, by class and by where it was allocated.
 *
 * <p>The JVM's class histogram, its counters of allocated bytes and a profile of sampled
 * allocations enter; a heap profile with Go's four values leaves. Begin at {@link
 * io.jtrace.agent.heap.HeapProfile}.
 */
@NullMarked
package io.jtrace.agent.heap;

import org.jspecify.annotations.NullMarked;
