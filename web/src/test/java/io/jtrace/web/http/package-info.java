@NullMarked
package io.jtrace.web.http;

import org.jspecify.annotations.NullMarked;
