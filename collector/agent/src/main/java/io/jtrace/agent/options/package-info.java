/**
 * What an operator may set: one table of keys, read from the agent's argument, system properties
 * and the environment. Text enters, a checked {@link io.jtrace.agent.options.Options} leaves; what
 * is wrong is told in one sentence each and replaced by the default. Imports nothing outside {@code
 * java.base}. Begin at {@link io.jtrace.agent.options.OptionKey}.
 */
@NullMarked
package io.jtrace.agent.options;

import org.jspecify.annotations.NullMarked;
