/**
 * The viewer's server: who may ask, the files of the browser UI, the browser. A loaded trace and an
 * address enter; a running server leaves. May import {@code web.http}, {@code web.api}, {@code
 * web.load}. Begin with {@link io.jtrace.web.view.Viewer}.
 */
@NullMarked
package io.jtrace.web.view;

import org.jspecify.annotations.NullMarked;
