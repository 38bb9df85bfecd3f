/** Placeholder. */
@NullMarked
package io.jtrace.web;

import org.jspecify.annotations.NullMarked;
