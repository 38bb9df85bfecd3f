/** Placeholder. */
@NullMarked
package io.jtrace.api;

import org.jspecify.annotations.NullMarked;
