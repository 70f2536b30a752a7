/// What a graph is made of, told from its edges alone: blocks (one detector a file), repetition,
/// architecture and family, and a decoder's cache. Names of nodes play no role.
@NullMarked
package assay.analyzer.structure;

import org.jspecify.annotations.NullMarked;
