package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Atom;
import assay.analyzer.tensor.Dim.FloorQuotient;
import assay.analyzer.tensor.Dim.Known;
import assay.analyzer.tensor.Dim.Max;
import assay.analyzer.tensor.Dim.Min;
import assay.analyzer.tensor.Dim.Symbol;
import assay.analyzer.tensor.Dim.Unknown;
import assay.analyzer.tensor.Polynomial.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Symbols of a dim, and numbers in their place.
final class DimBinding {

    private DimBinding() {}

    static Dim bind(Dim dim, Bindings bindings) {
        return switch (dim) {
            case Known _, Unknown _ -> dim;
            case Symbol(String name) ->
                    bindings.get(name).isPresent() ? Dim.of(bindings.get(name).getAsLong()) : dim;
            case FloorQuotient(Dim a, Dim b) ->
                    DimQuotient.floor(bind(a, bindings), bind(b, bindings));
            case Max(Dim a, Dim b) -> DimExtrema.max(bind(a, bindings), bind(b, bindings));
            case Min(Dim a, Dim b) -> DimExtrema.min(bind(a, bindings), bind(b, bindings));
            case Polynomial(List<Term> terms) -> {
                List<Dim> bound = new ArrayList<>(terms.size());
                for (Term term : terms) {
                    Dim product = Dim.of(term.coefficient());
                    for (Atom factor : term.factors()) {
                        product = product.times(bind((Dim) factor, bindings));
                    }
                    bound.add(product);
                }
                yield Dim.sum(bound);
            }
        };
    }

    static void collectSymbols(Dim dim, Set<String> names) {
        switch (dim) {
            case Known _, Unknown _ -> {}
            case Symbol(String name) -> names.add(name);
            case FloorQuotient(Dim a, Dim b) -> collectBoth(a, b, names);
            case Max(Dim a, Dim b) -> collectBoth(a, b, names);
            case Min(Dim a, Dim b) -> collectBoth(a, b, names);
            case Polynomial(List<Term> terms) -> {
                for (Term term : terms) {
                    term.factors().forEach(factor -> collectSymbols((Dim) factor, names));
                }
            }
        }
    }

    private static void collectBoth(Dim a, Dim b, Set<String> names) {
        collectSymbols(a, names);
        collectSymbols(b, names);
    }
}
