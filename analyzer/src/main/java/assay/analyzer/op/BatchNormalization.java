package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// BatchNormalization of `[N, C, ...]` by scale, bias, mean and variance.
///
/// Inference: 2 FLOPs an element, for the four statistics fold into one scale and one shift.
/// Training: 6 an element (mean, subtraction, square, mean, scale, shift).
record BatchNormalization() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        // Newer sets return the running statistics in their own type, older ones in that of the
        // data.
        ElementType type = node.opset() >= 14 ? node.type(3) : node.type(0);
        ValueType mean = ValueType.tensor(type, node.shape(3));
        ValueType variance = ValueType.tensor(type, node.shape(4));
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), node.shape(0)),
                mean,
                variance,
                mean,
                variance);
    }

    @Override
    public Cost cost(OpContext node) {
        boolean training =
                node.opset() >= 14 ? node.attribute("training_mode", 0) == 1 : node.hasOutput(1);
        Dim elements = node.output(0).shape().elements();
        return Traffic.stream(node, elements.times(training ? 6 : 2));
    }
}
