package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An operator on images `[N, C, spatial...]` as it works on `[N, spatial..., C]`: the same rules,
/// on the same dims in another order.
///
/// @param channelsFirst the operator on the usual order
/// @param weight index of a convolution's weight, which models hold in either order; -1 for none
record ChannelsLast(Op channelsFirst, int weight) implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        int rank = node.shape(0).rank();
        List<ValueType> types = new ArrayList<>();
        for (ValueType type : channelsFirst.infer(new Turned(node, weight))) {
            types.add(type.shape().rank() == rank ? turned(type, true) : type);
        }
        return types;
    }

    @Override
    public Cost cost(OpContext node) {
        return channelsFirst.cost(new Turned(node, weight));
    }

    /// An image with its channels put last, or put before the spatial dims again.
    private static ValueType turned(ValueType type, boolean last) {
        if (!(type instanceof ValueType.TensorType(ElementType element, Shape shape))
                || shape.rank() < 3) {
            return type;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        if (last) {
            dims.add(dims.remove(1));
        } else {
            dims.add(1, dims.removeLast());
        }
        return ValueType.tensor(element, Shape.of(dims));
    }

    /// A node seen with its images' channels first.
    private record Turned(OpContext given, int weight) implements OpContext {

        @Override
        public Node node() {
            return given.node();
        }

        @Override
        public int opset() {
            return given.opset();
        }

        @Override
        public ValueType input(int index) {
            ValueType type = given.input(index);
            return index == 0 || (index == weight && isWeightLast()) ? turned(type, false) : type;
        }

        /// True where the weight's channels stand last: their number or the kernel's size tells.
        private boolean isWeightLast() {
            Shape stored = given.shape(weight);
            if (stored.rank() < 3) {
                return false;
            }
            Dim channels = given.shape(0).dim(-1);
            long groups = given.attribute("group", 1L);
            if (channels.isKnown() && stored.dim(1).isKnown()) {
                return !stored.dim(1).times(groups).equals(channels)
                        && stored.dim(-1).times(groups).equals(channels);
            }
            List<Dim> kernel = new ArrayList<>();
            given.attributeInts("kernel_shape")
                    .orElse(List.of())
                    .forEach(size -> kernel.add(Dim.of(size)));
            return stored.dims().subList(1, stored.rank() - 1).equals(kernel)
                    && !stored.dims().subList(2, stored.rank()).equals(kernel);
        }

        @Override
        public Optional<TensorValue> value(int index) {
            return index == 0 ? Optional.empty() : given.value(index);
        }

        @Override
        public boolean isStored(int index) {
            return given.isStored(index);
        }

        @Override
        public ValueType output(int index) {
            ValueType type = given.output(index);
            return type.shape().rank() == given.shape(0).rank() ? turned(type, false) : type;
        }

        @Override
        public Body body(
                String attribute, List<ValueType> inputs, List<Optional<TensorValue>> values) {
            return given.body(attribute, inputs, values);
        }

        @Override
        public OptionalLong channelBlock() {
            return given.channelBlock();
        }

        @Override
        public OpContext coreOnly() {
            return new Turned(given.coreOnly(), weight);
        }

        @Override
        public void conflict(String what) {
            given.conflict(what);
        }

        @Override
        public void agree(Dim a, Dim b) {
            given.agree(a, b);
        }
    }
}
