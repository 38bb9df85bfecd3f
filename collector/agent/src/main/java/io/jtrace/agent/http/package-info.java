/**
 * The endpoints below {@code /debug/pprof/}, with Go's paths, headers and error texts, for any HTTP
 * server.
 *
 * <p>An {@link io.jtrace.agent.spi.EndpointRequest} enters, an {@link
 * io.jtrace.agent.spi.EndpointResponse} is filled. Imports the seams, the recorder and the options.
 * Begin at {@link io.jtrace.agent.http.PprofEndpoints}: its table of routes is the list of all
 * there is.
 */
@NullMarked
package io.jtrace.agent.http;

import org.jspecify.annotations.NullMarked;
