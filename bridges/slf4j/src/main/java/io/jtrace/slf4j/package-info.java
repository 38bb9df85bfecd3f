/**
 * Values of SLF4J's MDC as labels of a trace. Begin at {@link io.jtrace.slf4j.MdcLabelsProvider}.
 * Imports {@code io.jtrace.api} and SLF4J, which the program brings.
 */
@NullMarked
package io.jtrace.slf4j;

import org.jspecify.annotations.NullMarked;
