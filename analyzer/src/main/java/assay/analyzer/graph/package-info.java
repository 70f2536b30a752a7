/// The immutable graph of a model, as the analyzer sees it: no protobuf, no weight bytes.
@NullMarked
package assay.analyzer.graph;

import org.jspecify.annotations.NullMarked;
