/// The command line: one command a file. The only place that prints and exits.
@NullMarked
package assay.reports.cli;

import org.jspecify.annotations.NullMarked;
