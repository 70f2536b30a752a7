package assay.reports.graph;

import java.util.List;

/// A stretch of the drawn nodes `[from, to)`.
sealed interface Part {
    int from();

    int to();

    /// The same structure, so many nodes further on.
    Part shifted(int by);

    /// One node.
    record One(int from) implements Part {
        @Override
        public int to() {
            return from + 1;
        }

        @Override
        public One shifted(int by) {
            return new One(from + by);
        }
    }

    /// Parts in one box.
    ///
    /// @param plan those with the same number have the same layout
    /// @param parts one after another, without gaps
    record Several(String label, int plan, List<Part> parts) implements Part {
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public int from() {
            return parts.getFirst().from();
        }

        @Override
        public int to() {
            return parts.getLast().to();
        }

        @Override
        public Several shifted(int by) {
            return new Several(label, plan, parts.stream().map(p -> p.shifted(by)).toList());
        }
    }
}
