/// The model's graph as a picture: what is folded, and where everything lies. The only importer of
/// ELK.
@NullMarked
package assay.reports.graph;

import org.jspecify.annotations.NullMarked;
