package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What convolutions and poolings leave of the open sizes that they slide over: less than one where
/// a symbol is so small that the window does not fit, as for a filter of 400 samples over 128.
final class WindowedSizes {

    private static final Set<String> WINDOWS =
            Set.of(
                    "Conv",
                    "ConvInteger",
                    "QLinearConv",
                    "MaxPool",
                    "AveragePool",
                    "LpPool",
                    "com.microsoft.FusedConv",
                    "com.microsoft.QLinearConv",
                    "com.microsoft.nchwc.Conv");

    /// Larger numbers than this are not tried: four seconds of sound at 16 kHz.
    private static final long MOST = 1 << 16;

    /// More sizes than this are not looked at, lest a hostile graph have us try without end.
    private static final int MOST_SIZES = 64;

    private final Set<Dim> sizes = new LinkedHashSet<>();

    private WindowedSizes(TypedGraph graph) {
        for (TypedNode node : graph.nodes()) {
            List<String> outputs = node.node().outputs();
            if (sizes.size() < MOST_SIZES
                    && !outputs.isEmpty()
                    && WINDOWS.contains(node.node().qualifiedOperator())) {
                for (Dim dim : graph.type(outputs.getFirst()).shape().dims()) {
                    if (!dim.symbols().isEmpty() && !(dim instanceof Dim.Symbol)) {
                        sizes.add(dim);
                    }
                }
            }
        }
    }

    /// Those of a graph, the bodies that run in the place of their nodes unfolded.
    static WindowedSizes of(TypedGraph graph) {
        return new WindowedSizes(graph);
    }

    /// True unless a window is known not to fit.
    boolean fitAt(Bindings bindings) {
        return sizes.stream().allMatch(size -> isPositive(size, bindings));
    }

    private static boolean isPositive(Dim size, Bindings bindings) {
        return size.bind(bindings).number().orElse(1) >= 1;
    }

    /// Puts the next multiple of 16 that every window fits in the place of a number that is too
    /// small for one; a size of several symbols is left as it is.
    ///
    /// @param chosen numbers by symbol, the batch left out; changed
    void enlarge(Map<String, Long> chosen) {
        for (Dim size : sizes) {
            Set<String> symbols = size.symbols();
            if (symbols.size() != 1 || !chosen.keySet().containsAll(symbols)) {
                continue;
            }
            String symbol = symbols.iterator().next();
            chosen.computeIfPresent(symbol, (_, number) -> enlarged(size, symbol, number));
        }
    }

    private static long enlarged(Dim size, String symbol, long number) {
        long tried = number;
        while (tried <= MOST && !isPositive(size, Bindings.of(symbol, tried))) {
            tried = (tried / AllowedSizes.STEP + 1) * AllowedSizes.STEP;
        }
        return tried <= MOST ? tried : number;
    }
}
