/**
 * The seam between what a program calls and what records: {@link io.jtrace.api.spi.Collector} is
 * implemented by {@code jtrace.jar}. Programs have no use for it.
 */
@NullMarked
package io.jtrace.api.spi;

import org.jspecify.annotations.NullMarked;
