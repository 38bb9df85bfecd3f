/**
 * The part of jtrace that lives in a stranger's process, and the door of {@code jtrace.jar}.
 *
 * <p>{@link io.jtrace.agent.Agent} is what {@code -javaagent} and dynamic attach call, {@link
 * io.jtrace.agent.Jtrace} what a program calls, {@link io.jtrace.agent.Main} what {@code java -jar}
 * calls. Nothing here may make the program fail: what cannot be done is told in one sentence on
 * standard error. Imports the JDK, {@code io.jtrace.api} and {@code io.jtrace.boot}; everything
 * else comes through {@link io.jtrace.agent.PrivateLoader} and the seams in {@code
 * io.jtrace.agent.spi}.
 */
@NullMarked
package io.jtrace.agent;

import org.jspecify.annotations.NullMarked;
