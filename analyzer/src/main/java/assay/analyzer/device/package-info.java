/// Device profiles: data with sources, loaded and matched exactly or not at all.
@NullMarked
package assay.analyzer.device;

import org.jspecify.annotations.NullMarked;
