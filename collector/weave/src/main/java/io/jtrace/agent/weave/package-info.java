/**
 * Puts calls of our hooks into classes of the JDK.
 *
 * <p>A {@link io.jtrace.agent.weave.HookPoint} is one place: it knows the class, looks whether the
 * class has the shape it was written for, and inserts calls. {@link
 * io.jtrace.agent.weave.HookPoints} lists them. The hooks and their events are written as ordinary
 * classes in {@code io.jtrace.boot}; {@link io.jtrace.agent.weave.HookClasses} defines copies of
 * them inside {@code java.base}, where the woven code can see them. {@link
 * io.jtrace.agent.weave.JdkWeaver} does it all when the first trace begins, and undoes it.
 *
 * <p>Lives behind the private class loader of the agent, because it needs ASM. Imports the seam
 * {@code io.jtrace.agent.spi} and nothing else of the agent.
 */
@NullMarked
package io.jtrace.agent.weave;

import org.jspecify.annotations.NullMarked;
