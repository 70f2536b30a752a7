package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// `STFT`: Fourier transforms of frames that slide over a signal `[batch, length, 1 or 2]`, into
/// `[batch, frames, bins, 2]` with `frames = floor((length - frame) / step) + 1`.
record ShortTimeFourier() implements Op {

    private static final String DATA = "the frame's length or step depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Dim frame = frame(node);
        boolean onesided = node.attribute("onesided", 1L) != 0;
        Shape shape =
                Shape.of(
                        node.shape(0).dim(0),
                        frames(node),
                        onesided ? frame.floorDiv(2).plus(1) : frame,
                        Dim.of(2));
        return Outputs.of(node, ValueType.tensor(node.type(0), shape));
    }

    /// The window (1 for each sample of a frame) and a fast transform of each frame.
    @Override
    public Cost cost(OpContext node) {
        Dim frame = frame(node);
        Dim each = Fourier.fast(frame).plus(node.hasInput(2) ? frame : Dim.of(0));
        return Traffic.stream(node, node.shape(0).dim(0).times(frames(node)).times(each))
                .less(Confidence.MODELLED, Fourier.FAST);
    }

    private static Dim frames(OpContext node) {
        Dim step = Folds.integer(node.value(1)).orElse(Dim.unknown(DATA));
        if (step instanceof Dim.Known(long s) && s <= 0) {
            node.conflict("frame_step is " + s);
            return Dim.unknown("frame_step is " + s);
        }
        Dim frames = node.shape(0).dim(1).minus(frame(node)).floorDiv(step).plus(1);
        return frames instanceof Dim.Known(long count) && count < 0
                ? Dim.unknown("a frame is longer than the signal")
                : frames;
    }

    private static Dim frame(OpContext node) {
        if (node.hasInput(3)) {
            Dim known = Folds.integer(node.value(3)).orElse(Dim.unknown(DATA));
            if (!known.isUnknown() || !node.hasInput(2)) {
                return known;
            }
        }
        return node.hasInput(2) ? node.shape(2).dim(0) : node.shape(0).dim(1);
    }
}
