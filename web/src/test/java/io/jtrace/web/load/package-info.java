@NullMarked
package io.jtrace.web.load;

import org.jspecify.annotations.NullMarked;
