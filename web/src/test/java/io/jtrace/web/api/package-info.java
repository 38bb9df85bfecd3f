@NullMarked
package io.jtrace.web.api;

import org.jspecify.annotations.NullMarked;
