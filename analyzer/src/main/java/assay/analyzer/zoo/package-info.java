/// Standard architectures with seeded random weights, one a file.
@NullMarked
package assay.analyzer.zoo;

import org.jspecify.annotations.NullMarked;
