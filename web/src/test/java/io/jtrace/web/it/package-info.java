/** Tests of {@code jtrace.jar} as it is delivered: in JVMs of its own, from outside. */
@NullMarked
package io.jtrace.web.it;

import org.jspecify.annotations.NullMarked;
