/**
 * All threads of this JVM, platform and virtual, with their stacks and locks.
 *
 * <p>What the JVM says of its threads enters; a {@link io.jtrace.agent.spi.StackProfile} or text in
 * the form of Go's full dump leaves. Begin at {@link io.jtrace.agent.dump.ThreadDumps}.
 */
@NullMarked
package io.jtrace.agent.dump;

import org.jspecify.annotations.NullMarked;
