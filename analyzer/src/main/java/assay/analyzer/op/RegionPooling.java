package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Pooling of a feature map `[batch, channels, height, width]` over regions of interest, into
/// `[regions, channels, rows, columns]`.
final class RegionPooling {

    /// `RoiAlign`: each output averages (or takes the largest of) `sampling_ratio^2` bilinear
    /// samples, each of 4 products and 3 sums and one more to combine.
    static final Op ALIGN = new Rule(RegionPooling::aligned, RegionPooling::aligning);

    /// `MaxRoiPool`: how many elements a region holds depends on data; were the regions the whole
    /// map, each element of it would be compared once.
    static final Op MAX = new Rule(RegionPooling::pooled, RegionPooling::pooling);

    private RegionPooling() {}

    private static List<ValueType> aligned(OpContext node) {
        Dim regions = node.shape(1).dim(0);
        if (!regions.isKnown() && node.shape(2).dim(0).isKnown()) {
            regions = node.shape(2).dim(0);
        }
        Dim rows = Dim.of(node.attribute("output_height", 1L));
        Dim columns = Dim.of(node.attribute("output_width", 1L));
        return output(node, regions, rows, columns);
    }

    private static List<ValueType> pooled(OpContext node) {
        List<Long> size = node.attributeInts("pooled_shape").orElse(List.of());
        Dim missing = Dim.unknown("pooled_shape is not two numbers");
        return output(
                node,
                node.shape(1).dim(0),
                size.size() == 2 ? Dim.of(size.get(0)) : missing,
                size.size() == 2 ? Dim.of(size.get(1)) : missing);
    }

    private static List<ValueType> output(OpContext node, Dim regions, Dim rows, Dim columns) {
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0), Shape.of(regions, node.shape(0).dim(1), rows, columns)));
    }

    private static Cost aligning(OpContext node) {
        long ratio = node.attribute("sampling_ratio", 0L);
        Dim outputs = node.output(0).shape().elements();
        if (ratio > 0) {
            return Traffic.stream(node, outputs.times(Dim.of(ratio).times(ratio)).times(8));
        }
        // an adaptive ratio is ceil(region / bins); 2 is what the detectors of the papers use
        return Traffic.stream(node, outputs.times(4 * 8))
                .less(
                        Confidence.MODELLED,
                        "the sampling ratio depends on data; 2 x 2 samples counted");
    }

    private static Cost pooling(OpContext node) {
        Dim map = node.shape(0).dim(1).times(node.shape(0).dim(2)).times(node.shape(0).dim(3));
        return Traffic.stream(node, map.times(node.shape(1).dim(0)))
                .less(
                        Confidence.MODELLED,
                        "the regions' sizes depend on data; each taken as the whole map");
    }
}
