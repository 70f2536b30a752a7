/// Names out of results, before anything is written: a model and its measurement with pseudonyms in
/// the place of every name that the model's author gave.
@NullMarked
package assay.reports.redact;

import org.jspecify.annotations.NullMarked;
