package assay.analyzer.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The shape of a tensor: its dims, or not even their number.
public sealed interface Shape {

    /// A shape whose rank is known; single dims may still be symbols or unknown.
    record Ranked(List<Dim> dims) implements Shape {
        public Ranked {
            dims = List.copyOf(dims);
        }

        @Override
        public String toString() {
            return dims.toString();
        }
    }

    /// A shape of unknown rank, and why.
    record Unranked(String because) implements Shape {
        @Override
        public String toString() {
            return "[...]";
        }
    }

    static Shape scalar() {
        return new Ranked(List.of());
    }

    static Shape of(List<Dim> dims) {
        return new Ranked(dims);
    }

    static Shape of(Dim... dims) {
        return new Ranked(List.of(dims));
    }

    static Shape of(long... dims) {
        List<Dim> known = new ArrayList<>(dims.length);
        for (long dim : dims) {
            known.add(Dim.of(dim));
        }
        return new Ranked(known);
    }

    static Shape unranked(String because) {
        return new Unranked(because);
    }

    /// A shape of that many dims, each unknown for the same reason.
    static Shape ofRank(int rank, String because) {
        return new Ranked(Collections.nCopies(rank, Dim.unknown(because)));
    }

    default boolean isRanked() {
        return this instanceof Ranked;
    }

    /// Number of dims, or -1 where unknown.
    default int rank() {
        return this instanceof Ranked(List<Dim> dims) ? dims.size() : -1;
    }

    /// The dims; empty for an unknown rank, so ask [#isRanked] first.
    default List<Dim> dims() {
        return this instanceof Ranked(List<Dim> dims) ? dims : List.of();
    }

    /// The dim at `axis`; a negative axis counts from the end. Unknown where the rank is unknown or
    /// too small.
    default Dim dim(int axis) {
        return switch (this) {
            case Unranked(String because) -> Dim.unknown(because);
            case Ranked(List<Dim> dims) -> {
                int index = axis < 0 ? axis + dims.size() : axis;
                yield index >= 0 && index < dims.size()
                        ? dims.get(index)
                        : Dim.unknown(
                                "axis " + axis + " lies outside a tensor of rank " + dims.size());
            }
        };
    }

    /// Number of elements: the product of all dims, 1 for a scalar.
    default Dim elements() {
        return switch (this) {
            case Unranked(String because) -> Dim.unknown(because);
            case Ranked(List<Dim> dims) -> Dim.product(dims);
        };
    }

    /// This shape with numbers in the place of symbols.
    default Shape bind(Bindings bindings) {
        return switch (this) {
            case Unranked _ -> this;
            case Ranked(List<Dim> dims) -> {
                List<Dim> bound = new ArrayList<>(dims.size());
                for (Dim dim : dims) {
                    bound.add(dim.bind(bindings));
                }
                yield new Ranked(bound);
            }
        };
    }
}
