package io.jtrace.agent.spi;

import java.util.function.Consumer;

/**
 * How a server is to behave inside a strange process.
 *
 * @param name first part of the names of all threads, for example {@code jtrace}
 * @param maxConcurrentRequests requests served at the same time; each may hold a thread for minutes
 * @param log takes one sentence for the operator; the transport writes nowhere else
 */
public record ServerConfig(String name, int maxConcurrentRequests, Consumer<String> log) {}
