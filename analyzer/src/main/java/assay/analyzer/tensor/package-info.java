/// Element types, symbolic dimensions, shapes and small known values. Depends on nothing.
@NullMarked
package assay.analyzer.tensor;

import org.jspecify.annotations.NullMarked;
