@NullMarked
package io.jtrace.web.pprof;

import org.jspecify.annotations.NullMarked;
