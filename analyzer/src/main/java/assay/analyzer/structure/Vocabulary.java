package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.tensor.Shape;

/// The table of embeddings that tokens are looked up in.
public final class Vocabulary {

    private Vocabulary() {}

    /// Rows of the largest table that rows are picked from; -1 where there is none.
    public static long rows(Links links) {
        long most = -1;
        for (int i = 0; i < links.size(); i++) {
            if (links.is(i, "Gather") && links.isStored(links.input(i, 0))) {
                Shape table = links.type(links.input(i, 0)).shape();
                most = Math.max(most, table.rank() == 2 ? table.dim(0).number().orElse(-1) : -1);
            }
        }
        return most;
    }
}
