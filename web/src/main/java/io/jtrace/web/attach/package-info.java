/**
 * Other JVMs of this machine: which there are, and recording one that was started without jtrace,
 * through the attach API of the JDK.
 */
@NullMarked
package io.jtrace.web.attach;

import org.jspecify.annotations.NullMarked;
