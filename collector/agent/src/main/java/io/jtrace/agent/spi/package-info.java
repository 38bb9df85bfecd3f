/**
 * The seams between the agent, which uses nothing but the JDK, and what is loaded on the first
 * request.
 *
 * <p>{@link io.jtrace.agent.spi.HttpServerProvider} and {@link io.jtrace.agent.spi.TraceExporter}
 * are implemented behind the agent's private class loader and found there by {@link
 * java.util.ServiceLoader}; {@link io.jtrace.agent.spi.Endpoints} is implemented by the agent and
 * called by any server. A {@link io.jtrace.agent.spi.StackProfile} crosses the seam in both
 * directions. Types in this package are loaded once, by the loader of the agent, so both sides see
 * the same ones. Imports nothing outside {@code java.base}.
 */
@NullMarked
package io.jtrace.agent.spi;

import org.jspecify.annotations.NullMarked;
