/**
 * The command line. Arguments enter; text, JSON, files and exit codes leave. The schemas of the
 * JSON are in {@code docs/cli.md}. May import everything of {@code web}. Begin with {@link
 * io.jtrace.web.cli.JtraceCommand}.
 */
@NullMarked
package io.jtrace.web.cli;

import org.jspecify.annotations.NullMarked;
