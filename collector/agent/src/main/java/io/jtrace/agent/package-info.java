/** Placeholder. */
@NullMarked
package io.jtrace.agent;

import org.jspecify.annotations.NullMarked;
