/// The summary in words by a language model, asked over HTTP, and the check of what it says. The
/// only room that speaks to a network.
@NullMarked
package assay.reports.summary;

import org.jspecify.annotations.NullMarked;
