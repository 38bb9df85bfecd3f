package io.jtrace.web.http;

import java.util.function.Consumer;

/**
 * How a server behaves.
 *
 * @param name first part of the names of all threads
 * @param maxConcurrentRequests requests answered at the same time; more are refused with 503
 * @param maxBodyBytes longest request body; a longer one is refused with 413
 * @param log takes one sentence for the operator
 */
public record ServerOptions(
    String name, int maxConcurrentRequests, int maxBodyBytes, Consumer<String> log) {}
