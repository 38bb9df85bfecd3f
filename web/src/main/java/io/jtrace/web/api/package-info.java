/**
 * The viewer's API over one trace, or one profile: requests enter, JSON and tiles leave. The
 * contract with the browser UI is {@code docs/viewer-api.md}. Parameters become an analysis or a
 * query of {@code timeline}; here is only their form on the wire. May import {@code timeline},
 * {@code web.http}, {@code web.load} and {@code web.pprof}. Begin with {@link
 * io.jtrace.web.api.TraceRoutes}, or {@link io.jtrace.web.api.PprofApi} for profiles.
 */
@NullMarked
package io.jtrace.web.api;

import org.jspecify.annotations.NullMarked;
