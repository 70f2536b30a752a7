/// Files of the user's, read and written whole. Depends on nothing.
@NullMarked
package assay.analyzer.file;

import org.jspecify.annotations.NullMarked;
