/** Placeholder. */
@NullMarked
package io.jtrace.boot;

import org.jspecify.annotations.NullMarked;
