/** The desk side of jtrace and the HTTP server of both sides. */
@NullMarked
package io.jtrace.web;

import org.jspecify.annotations.NullMarked;
