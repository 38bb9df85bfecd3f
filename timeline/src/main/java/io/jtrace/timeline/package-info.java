/** Placeholder. */
@NullMarked
package io.jtrace.timeline;

import org.jspecify.annotations.NullMarked;
