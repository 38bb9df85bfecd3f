@NullMarked
package io.jtrace.web.cli;

import org.jspecify.annotations.NullMarked;
