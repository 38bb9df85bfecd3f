/**
 * Saves what the flight recorder holds when something happens.
 *
 * <p>{@link io.jtrace.agent.options.Trigger} is one condition of the option {@code trigger}; {@link
 * io.jtrace.agent.trigger.TriggerWatch} looks for all of them and has {@link
 * io.jtrace.agent.trigger.IncidentDirectory} save. What the JVM tells without JFR comes from {@code
 * JvmTriggers}, what events tell from {@code EventTriggers}.
 */
@NullMarked
package io.jtrace.agent.trigger;

import org.jspecify.annotations.NullMarked;
