package assay.analyzer.tensor;

import assay.analyzer.tensor.Dim.Max;
import assay.analyzer.tensor.Dim.Min;
import assay.analyzer.tensor.Dim.Unknown;

/// Larger and smaller of two dims; kept as such where it depends on what symbols stand for.
final class DimExtrema {

    private DimExtrema() {}

    static Dim max(Dim a, Dim b) {
        if (a instanceof Unknown || b instanceof Unknown) {
            return a instanceof Unknown ? a : b;
        }
        Dim difference = a.minus(b);
        if (DimSign.isNonNegative(difference)) {
            return a;
        }
        if (DimSign.isNonNegative(difference.times(-1))) {
            return b;
        }
        return a.toString().compareTo(b.toString()) <= 0
                ? DimSize.bounded(new Max(a, b))
                : DimSize.bounded(new Max(b, a));
    }

    static Dim min(Dim a, Dim b) {
        if (a instanceof Unknown || b instanceof Unknown) {
            return a instanceof Unknown ? a : b;
        }
        Dim difference = a.minus(b);
        if (DimSign.isNonNegative(difference)) {
            return b;
        }
        if (DimSign.isNonNegative(difference.times(-1))) {
            return a;
        }
        return a.toString().compareTo(b.toString()) <= 0
                ? DimSize.bounded(new Min(a, b))
                : DimSize.bounded(new Min(b, a));
    }
}
