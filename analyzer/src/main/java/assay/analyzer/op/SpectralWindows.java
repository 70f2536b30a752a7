package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Tables that signal processing starts from: window functions and the mel filter bank.
final class SpectralWindows {

    private static final String DATA = "the size depends on data";

    /// `HannWindow`, `HammingWindow`: `a - b cos(2 pi n / N)`: scale, cosine, product, difference:
    /// 4 for each element.
    static final Op RAISED_COSINE = new Rule(SpectralWindows::window, Work.perOutput(4));

    /// `BlackmanWindow`: two cosines: 8 for each element.
    static final Op BLACKMAN = new Rule(SpectralWindows::window, Work.perOutput(8));

    /// `MelWeightMatrix`: `[floor(dft_length / 2) + 1, num_mel_bins]`, a slope and a comparison for
    /// each element.
    static final Op MEL =
            new Rule(
                    SpectralWindows::mel,
                    Work.perOutput(2).modelled("two operations counted for each weight"));

    private SpectralWindows() {}

    private static List<ValueType> window(OpContext node) {
        return Outputs.of(node, ValueType.tensor(type(node), Shape.of(input(node, 0))));
    }

    private static List<ValueType> mel(OpContext node) {
        Shape shape = Shape.of(input(node, 1).floorDiv(2).plus(1), input(node, 0));
        return Outputs.of(node, ValueType.tensor(type(node), shape));
    }

    private static ElementType type(OpContext node) {
        return ElementTypes.attribute(node, "output_datatype", ElementType.FLOAT32);
    }

    private static Dim input(OpContext node, int index) {
        Dim size = Folds.integer(node.value(index)).orElse(Dim.unknown(DATA));
        return size instanceof Dim.Known(long s) && s < 0 ? Dim.unknown("negative size") : size;
    }
}
