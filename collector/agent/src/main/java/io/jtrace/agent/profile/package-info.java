/**
 * Profiles as text, in the forms of Go's {@code debug=1}.
 *
 * <p>A {@link io.jtrace.agent.spi.StackProfile} enters, text leaves. Frames of a JVM have no
 * addresses, so {@link io.jtrace.agent.profile.CodeAddresses} makes them up.
 */
@NullMarked
package io.jtrace.agent.profile;

import org.jspecify.annotations.NullMarked;
