/// Times every distinct kernel of a model's optimised graph in a model of its own, by slope.
@NullMarked
package assay.benchmark.replay;

import org.jspecify.annotations.NullMarked;
