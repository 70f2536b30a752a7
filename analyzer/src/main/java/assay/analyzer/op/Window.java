package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The sliding window of convolutions and poolings, one number an axis.
///
/// @param begins padding before the first element
/// @param ends padding after the last
/// @param autoPad NOTSET (use the pads), VALID (none), SAME_UPPER or SAME_LOWER (as much as makes
///   the output ceil(input / stride))
/// @param ceil true when a last window that overlaps the data only in part counts
record Window(
        List<Dim> kernel,
        List<Long> strides,
        List<Long> dilations,
        List<Long> begins,
        List<Long> ends,
        String autoPad,
        boolean ceil) {

    /// The window that the attributes `kernel_shape`, `strides`, `dilations`, `pads`, `auto_pad`
    /// and `ceil_mode` describe; the weight `[M, C, kernel...]` tells the kernel where there is
    /// one. Empty, with a conflict noted, where they do not fit `axes` spatial axes.
    static Optional<Window> of(OpContext node, Shape weight, int axes) {
        List<Dim> kernel = new ArrayList<>(axes);
        List<Long> stated = node.attributeInts("kernel_shape").orElse(List.of());
        if (!stated.isEmpty() && stated.size() != axes) {
            node.conflict("kernel_shape has " + stated.size() + " numbers for " + axes + " axes");
            return Optional.empty();
        }
        for (int axis = 0; axis < axes; axis++) {
            Dim size =
                    stated.isEmpty()
                            ? Dim.unknown("kernel_shape is absent")
                            : Dim.of(stated.get(axis));
            kernel.add(weight.isRanked() ? Broadcast.same(node, weight.dim(axis + 2), size) : size);
        }
        List<Long> strides = list(node, "strides", axes, 1);
        List<Long> dilations = list(node, "dilations", axes, 1);
        List<Long> pads = list(node, "pads", 2 * axes, 0);
        if (axes > 0 && (strides.isEmpty() || dilations.isEmpty() || pads.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                new Window(
                        kernel,
                        strides,
                        dilations,
                        pads.subList(0, axes),
                        pads.subList(axes, 2 * axes),
                        node.attribute("auto_pad", "NOTSET"),
                        node.attribute("ceil_mode", 0) == 1));
    }

    private static List<Long> list(OpContext node, String name, int length, long otherwise) {
        List<Long> stated = node.attributeInts(name).orElse(List.of());
        if (stated.isEmpty()) {
            return Collections.nCopies(length, otherwise);
        }
        boolean strictlyPositive = otherwise == 1;
        for (long number : stated) {
            if (strictlyPositive && number < 1) {
                node.conflict(name + " holds " + number);
                return List.of();
            }
        }
        if (stated.size() != length) {
            node.conflict(name + " has " + stated.size() + " numbers, " + length + " are needed");
            return List.of();
        }
        return stated;
    }

    /// Elements under the window.
    Dim size() {
        return Dim.product(kernel);
    }

    /// Span of the window along an axis, dilation included: `(k - 1) * d + 1`.
    Dim span(int axis) {
        return kernel.get(axis).minus(1).times(dilations.get(axis)).plus(1);
    }

    /// Number of places of the window along `axis` over `in` elements.
    Dim slide(OpContext node, int axis, Dim in) {
        long stride = strides.get(axis);
        if (autoPad.startsWith("SAME")) {
            return in.ceilDiv(Dim.of(stride));
        }
        boolean padded = !autoPad.equals("VALID");
        Dim begin = Dim.of(padded ? begins.get(axis) : 0);
        Dim end = Dim.of(padded ? ends.get(axis) : 0);
        Dim room = in.plus(begin).plus(end).minus(span(axis));
        if (room.isKnown() && !room.isNonNegative()) {
            String what =
                    "a window of "
                            + span(axis)
                            + " does not fit into "
                            + in
                            + " padded by "
                            + begin
                            + " and "
                            + end;
            node.conflict(what);
            return Dim.unknown(what);
        }
        Dim whole = room.floorDiv(stride).plus(1);
        if (!ceil) {
            return whole;
        }
        Dim more = slideCeil(in, begin, room, stride, span(axis).minus(end));
        // the specification's formula for VALID drops the last part, runtimes keep it
        return padded || more.equals(whole)
                ? more
                : Dim.unknown("whether ceil_mode counts where the padding is VALID");
    }

    /// A window that would start in the padding after the last element does not count.
    private static Dim slideCeil(Dim in, Dim begin, Dim room, long stride, Dim beyond) {
        Dim places = room.ceilDiv(Dim.of(stride)).plus(1);
        if (beyond.minus(stride).isNonNegative()) {
            return places;
        }
        Dim lastStart = places.minus(1).times(stride);
        Dim limit = in.plus(begin);
        if (lastStart.isKnown() && limit.isKnown()) {
            return lastStart.minus(limit).isNonNegative() ? places.minus(1) : places;
        }
        // the last start lies beyond the data by less than a step where the padding is no longer
        // than the window: at most one window is too many
        return beyond.isNonNegative()
                ? places.min(limit.ceilDiv(Dim.of(stride)))
                : Dim.unknown("whether a last window starts in the padding depends on symbols");
    }
}
