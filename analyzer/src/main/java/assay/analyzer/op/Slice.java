package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Slice: along each named axis the elements from `start` to before `end` by `step`, as NumPy takes
/// them. Attributes before set 10, inputs 1 to 4 since. Reads the slice, not the whole.
record Slice() implements Op.Folding {

    /// Ends at or beyond this mean "to the end": exporters write the largest int32 or int64.
    private static final long FAR = Integer.MAX_VALUE;

    private static final Dim OPEN = Dim.unknown("the slice depends on data");

    private record Bounds(Dim start, Dim end, Dim step) {}

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return Outputs.likeInput(node);
        }
        List<Bounds> ranges = ranges(node, data.rank()).orElse(null);
        if (ranges == null) {
            return Outputs.of(
                    node, node.type(0), Shape.ofRank(data.rank(), "the axes depend on data"));
        }
        List<Dim> dims = new ArrayList<>(data.rank());
        for (int axis = 0; axis < data.rank(); axis++) {
            Bounds range = ranges.get(axis);
            Dim dim = data.dim(axis);
            dims.add(range.step().is(0) ? dim : length(range, dim));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    /// The range of every axis; step 0 where the axis is left as it is.
    private static Optional<List<Bounds>> ranges(OpContext node, int rank) {
        List<Bounds> ranges =
                new ArrayList<>(
                        Collections.nCopies(rank, new Bounds(Dim.of(0), Dim.of(0), Dim.of(0))));
        boolean old = node.hasAttribute("starts");
        List<Dim> starts = old ? attribute(node, "starts") : elements(node, 1);
        List<Dim> ends = old ? attribute(node, "ends") : elements(node, 2);
        if (starts == null || ends == null || starts.size() != ends.size()) {
            return Optional.empty();
        }
        boolean named = old ? node.hasAttribute("axes") : node.hasInput(3);
        List<Dim> axes = old ? attribute(node, "axes") : elements(node, 3);
        List<Dim> steps = old || !node.hasInput(4) ? List.of() : elements(node, 4);
        if ((named && (axes == null || axes.size() != starts.size()))
                || steps == null
                || (!steps.isEmpty() && steps.size() != starts.size())) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Dim axis = named && axes != null ? axes.get(i) : Dim.of(i);
            if (!axis.isKnown()) {
                return Optional.empty();
            }
            numbers.add(axis.number().getAsLong());
        }
        List<Integer> normal = Axes.normal(node, numbers, rank).orElse(null);
        if (normal == null) {
            return Optional.empty();
        }
        for (int i = 0; i < starts.size(); i++) {
            Dim step = steps.isEmpty() ? Dim.of(1) : steps.get(i);
            ranges.set(
                    normal.get(i),
                    new Bounds(starts.get(i), ends.get(i), step.is(0) ? OPEN : step));
        }
        return Optional.of(ranges);
    }

    private static List<Dim> attribute(OpContext node, String name) {
        List<Dim> dims = new ArrayList<>();
        for (long number : node.attributeInts(name).orElse(List.of())) {
            dims.add(Dim.of(number));
        }
        return dims;
    }

    private static @Nullable List<Dim> elements(OpContext node, int input) {
        return Known.orOpen(node, input).flatMap(Rounding::integers).orElse(null);
    }

    private static Dim length(Bounds range, Dim dim) {
        if (!range.step().isKnown()) {
            return range.step().isUnknown() ? range.step() : OPEN;
        }
        long step = range.step().number().getAsLong();
        if (step > 0) {
            Dim wanted = range.end().minus(range.start());
            if (range.start().isNonNegative() && !isFar(range.end()) && wanted.isNonNegative()) {
                Dim left = dim.minus(range.start()).max(Dim.of(0));
                return wanted.min(left).ceilDiv(Dim.of(step));
            }
            Dim span = clamped(range.end(), dim).minus(clamped(range.start(), dim));
            return span.max(Dim.of(0)).ceilDiv(Dim.of(step));
        }
        boolean whole = isFar(range.start()) || range.start().is(-1);
        if (whole && isFarBelow(range.end()) && step > -FAR) {
            return dim.ceilDiv(Dim.of(-step));
        }
        if (!dim.isKnown() || !range.start().isKnown() || !range.end().isKnown()) {
            return OPEN;
        }
        long size = dim.number().getAsLong();
        long start = backwards(range.start().number().getAsLong(), size, 0);
        long end = backwards(range.end().number().getAsLong(), size, -1);
        Dim length = downTo(end, start, step);
        // "to the end" means nothing on the way back; runtimes take it for the beginning
        return isFar(range.end()) && !length.equals(downTo(-1, start, step))
                ? Dim.unknown("the end of a slice that runs backwards lies beyond the last element")
                : length;
    }

    private static Dim downTo(long end, long start, long step) {
        return Dim.of(start).minus(end).max(Dim.of(0)).ceilDiv(Dim.of(step).times(-1));
    }

    private static boolean isFar(Dim position) {
        return position.isKnown() && position.number().getAsLong() >= FAR;
    }

    private static boolean isFarBelow(Dim position) {
        return position.isKnown() && position.number().getAsLong() <= -FAR;
    }

    /// A position of a slice that runs forward, as a number from 0 to `size`.
    private static Dim clamped(Dim position, Dim size) {
        if (position.isNonNegative()) {
            return isFar(position) && !size.isKnown() ? size : position.min(size);
        }
        if (position.times(-1).isNonNegative()) {
            return size.plus(position).max(Dim.of(0));
        }
        if (position.isKnown()) {
            // The most negative number, whose opposite is beyond 64 bits.
            return Dim.of(0);
        }
        // A difference such as `N - 1` whose sign a symbol leaves open.
        return position.isUnknown() ? position : OPEN;
    }

    /// A position of a slice that runs backwards: from `least`, which is 0 for a start and -1,
    /// before the first, for an end, to `size - 1`.
    private static long backwards(long position, long size, long least) {
        long normal = position < 0 ? position + size : position;
        return Math.min(Math.max(normal, least), size - 1);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.part(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = Known.orOpen(node, 0).orElse(null);
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        if (value == null || to == null || to.rank() != value.shape().size()) {
            return Optional.empty();
        }
        Layout from = Layout.of(value.shape()).orElseThrow();
        List<Bounds> ranges = ranges(node, to.rank()).orElse(null);
        if (ranges == null) {
            return Optional.empty();
        }
        int[] starts = new int[to.rank()];
        int[] steps = new int[to.rank()];
        for (int axis = 0; axis < to.rank(); axis++) {
            Bounds range = ranges.get(axis);
            if (range.step().is(0) || to.dim(axis) == 0) {
                steps[axis] = 1;
                continue;
            }
            if (!range.start().isKnown() || !range.step().isKnown()) {
                return Optional.empty();
            }
            long size = from.dim(axis);
            long start = range.start().number().getAsLong();
            long step = Math.clamp(range.step().number().getAsLong(), -FAR, FAR);
            start =
                    step < 0
                            ? backwards(start, size, 0)
                            : Math.clamp(start < 0 ? start + size : start, 0L, size);
            starts[axis] = (int) start;
            steps[axis] = to.dim(axis) == 1 ? 0 : (int) step;
        }
        int[] positions = new int[to.size()];
        for (int i = 0; i < positions.length; i++) {
            int[] at = to.coordinates(i);
            for (int axis = 0; axis < at.length; axis++) {
                at[axis] = starts[axis] + at[axis] * steps[axis];
                if (at[axis] < 0 || at[axis] >= from.dim(axis)) {
                    return Optional.empty();
                }
            }
            positions[i] = from.position(at);
        }
        return Optional.of(List.of(to.pick(value, positions)));
    }
}
