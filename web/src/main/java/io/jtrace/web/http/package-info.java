/**
 * The HTTP server of jtrace, in a stranger's process and on the desk. Connections enter; {@link
 * io.jtrace.web.http.Handler handlers} answer on threads of their own, so they may block and write
 * as slowly as the client reads. The only package that sees Netty; nothing of Netty leaves it, but
 * for {@link io.jtrace.web.http.PprofChannelHandler}, which is made for the Netty server of others.
 * May import {@code io.jtrace.agent.spi}. Begin with {@link io.jtrace.web.http.HttpServer}.
 */
@NullMarked
package io.jtrace.web.http;

import org.jspecify.annotations.NullMarked;
