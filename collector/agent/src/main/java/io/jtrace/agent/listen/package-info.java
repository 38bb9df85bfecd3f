/**
 * Waits for the first client without an HTTP server. A bound socket enters, the same socket with a
 * client waiting on it leaves. Imports nothing outside {@code java.base}.
 */
@NullMarked
package io.jtrace.agent.listen;

import org.jspecify.annotations.NullMarked;
