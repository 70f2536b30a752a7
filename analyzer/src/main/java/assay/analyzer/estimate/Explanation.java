package assay.analyzer.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The terms that made a node's estimated time, in words and numbers.
public final class Explanation {

    private Explanation() {}

    /// One paragraph a kernel: what it is, what it asks for, tiles, waves and tail where there are
    /// any, the times if only arithmetic or only memory cost, launch gaps, the interval, and what
    /// it is bound by.
    public static String of(NodeEstimate node) {
        List<String> lines = new ArrayList<>();
        lines.add(node.node());
        for (KernelEstimate kernel : node.kernels()) {
            lines.addAll(kernel(kernel));
        }
        if (node.kernels().size() > 1) {
            lines.add("  together " + time(node.seconds()));
        }
        return String.join("\n", lines);
    }

    private static List<String> kernel(KernelEstimate e) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + what(e.kernel()));
        if (!e.runs()) {
            lines.add("    runs nothing: " + e.how());
            return lines;
        }
        if (!e.known()) {
            lines.add("    time unknown: " + e.how());
            return lines;
        }
        Work work = e.kernel().work();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "    asks for %.4g GFLOPs and %.4g MB (%.4g read, %.4g written): %.3g FLOPs a byte",
                        work.flops() / 1e9,
                        work.bytes() / 1e6,
                        work.bytesRead() / 1e6,
                        work.bytesWritten() / 1e6,
                        work.flops() / work.bytes()));
        lines.add("    " + e.how());
        if (e.tiles() > 0) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "    %d thread blocks in %.2f waves; %.0f %% of the last wave idle",
                            e.tiles(),
                            e.waves(),
                            100 * e.tail()));
        }
        lines.add(
                "    arithmetic alone "
                        + time(e.computeSeconds())
                        + ", memory alone "
                        + time(e.memorySeconds())
                        + ", overlapped "
                        + time(e.busySeconds())
                        + (e.launches() > 0
                                ? ", launch " + time(e.launchSeconds()) + " (" + e.launches() + ")"
                                : ", dispatch " + time(e.launchSeconds())));
        lines.add(
                "    takes "
                        + time(e.seconds())
                        + " (80 % between "
                        + time(e.low())
                        + " and "
                        + time(e.high())
                        + "), bound by "
                        + bound(e.bound()));
        return lines;
    }

    private static String bound(Bound bound) {
        return switch (bound) {
            case COMPUTE -> "arithmetic";
            case MEMORY -> "memory";
            case LAUNCH -> "launch";
            case UNKNOWN -> "nothing known";
        };
    }

    /// A kernel by its family and sizes.
    static String what(Kernel kernel) {
        return switch (kernel) {
            case Kernel.Gemm g ->
                    (g.batch() > 1 ? g.batch() + " products" : "product")
                            + " (%d x %d) = (%d x %d)(%d x %d) in %s"
                                    .formatted(g.m(), g.n(), g.m(), g.k(), g.k(), g.n(), g.type());
            case Kernel.Convolution c ->
                    "convolution of %d images, %d channels %s, to %d filters %s, strides %s, %d groups, output %s, in %s"
                            .formatted(
                                    c.images(),
                                    c.channels(),
                                    c.input(),
                                    c.filters(),
                                    c.kernel(),
                                    c.strides(),
                                    c.groups(),
                                    c.output(),
                                    c.type());
            case Kernel.Attention a ->
                    "%s attention, %d x %d heads, %d queries, %d keys, head size %d, in %s"
                            .formatted(
                                    a.fused() ? "fused" : "unfused",
                                    a.batch(),
                                    a.heads(),
                                    a.queries(),
                                    a.keys(),
                                    a.headSize(),
                                    a.type());
            case Kernel.Normalization n ->
                    "normalization of %d rows of %d in %s".formatted(n.rows(), n.width(), n.type());
            case Kernel.Softmax s ->
                    "softmax over %d rows of %d in %s".formatted(s.rows(), s.width(), s.type());
            case Kernel.Reduction r ->
                    "reduction to %d results over %d each in %s"
                            .formatted(r.outputs(), r.width(), r.type());
            case Kernel.ElementWise e -> "element-wise pass in " + e.type();
            case Kernel.Pooling p -> "pooling in " + p.type();
            case Kernel.Gather g -> "gather";
            case Kernel.LayoutChange l -> l.permutes() ? "permuting copy" : "copy";
            case Kernel.Recurrent r ->
                    "recurrent layer, %d steps, %d gates, %d to %d, %d directions"
                            .formatted(
                                    r.steps(),
                                    r.gates(),
                                    r.inputSize(),
                                    r.hiddenSize(),
                                    r.directions());
            case Kernel.Quantize q -> "change of type, " + q.from() + " to " + q.to();
            case Kernel.View v -> "view";
            case Kernel.Unmodelled u -> "not modelled";
        };
    }

    private static String time(double seconds) {
        return seconds >= 1e-3
                ? String.format(Locale.ROOT, "%.4g ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.4g us", seconds * 1e6);
    }
}
