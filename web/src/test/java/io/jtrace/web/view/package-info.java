@NullMarked
package io.jtrace.web.view;

import org.jspecify.annotations.NullMarked;
