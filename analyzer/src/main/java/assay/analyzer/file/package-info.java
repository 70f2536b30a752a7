/// Files of the user's, read whole. Depends on nothing.
@NullMarked
package assay.analyzer.file;

import org.jspecify.annotations.NullMarked;
