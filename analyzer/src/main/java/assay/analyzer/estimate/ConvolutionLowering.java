package assay.analyzer.estimate;

import assay.analyzer.analysis.TypedNode;
import assay.analyzer.op.OpContext;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Sizes of a convolution out of its node: any number of spatial axes, plain, grouped or
/// transposed, with or without quantized operands.
final class ConvolutionLowering {

    private ConvolutionLowering() {}

    static Kernel kernel(TypedNode node, Bindings bindings, ElementType type) {
        OpContext context = node.context();
        boolean transposed = node.node().operator().equals("ConvTranspose");
        int weightInput = node.node().operator().equals("QLinearConv") ? 3 : 1;
        List<Long> in =
                numbers(context.shape(0).dims(), bindings, "input of " + node.node().name());
        List<Long> weight =
                numbers(
                        context.shape(weightInput).dims(),
                        bindings,
                        "weight of " + node.node().name());
        List<Long> out =
                numbers(
                        context.output(0).shape().dims(),
                        bindings,
                        "output of " + node.node().name());
        if (in.size() < 3 || weight.size() != in.size() || out.size() != in.size()) {
            throw new Lowering.UnknownSize(
                    node.node().name() + ": a convolution needs ranks of at least 3, all the same");
        }
        boolean channelsLast = node.node().operator().equals("NhwcConv");
        int axes = in.size() - 2;
        int first = channelsLast ? 1 : 2;
        long groups = context.attribute("group", 1L);
        List<Long> ones = Collections.nCopies(axes, 1L);
        List<Long> noPads = Collections.nCopies(2 * axes, 0L);
        return new Kernel.Convolution(
                in.getFirst(),
                channelsLast ? in.getLast() : in.get(1),
                in.subList(first, first + axes),
                channelsLast ? out.getLast() : out.get(1),
                channelsLast ? weight.subList(1, 1 + axes) : weight.subList(2, weight.size()),
                sized(context.attributeInts("strides").orElse(ones), ones),
                sized(context.attributeInts("pads").orElse(noPads), noPads),
                sized(context.attributeInts("dilations").orElse(ones), ones),
                out.subList(first, first + axes),
                groups,
                type,
                transposed);
    }

    private static List<Long> sized(List<Long> given, List<Long> otherwise) {
        return given.size() == otherwise.size() ? given : otherwise;
    }

    private static List<Long> numbers(List<Dim> dims, Bindings bindings, String what) {
        List<Long> numbers = new ArrayList<>(dims.size());
        for (Dim dim : dims) {
            numbers.add(Lowering.sizeOf(dim, bindings, what));
        }
        return numbers;
    }
}
