/**
 * From what the user names (a file, a directory, an address) to a trace. May import {@code
 * timeline}. Begin with {@link io.jtrace.web.load.TraceSource}.
 */
@NullMarked
package io.jtrace.web.load;

import org.jspecify.annotations.NullMarked;
