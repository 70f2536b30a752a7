/// What a model's user should know of it: risks and chances, one detector a file.
@NullMarked
package assay.analyzer.finding;

import org.jspecify.annotations.NullMarked;
