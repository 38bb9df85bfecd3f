package io.jtrace.agent.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the endpoints need to know of an HTTP request.
 *
 * @param method as sent, for example {@code GET}
 * @param path the path of the request target, percent-decoded, without the query
 * @param query what follows the question mark, still percent-encoded; empty if there is none
 * @param host the {@code Host} header as sent, {@code null} if there is none
 * @param authorization the {@code Authorization} header as sent, {@code null} if there is none
 */
public record EndpointRequest(
    String method,
    String path,
    String query,
    @Nullable String host,
    @Nullable String authorization) {}
