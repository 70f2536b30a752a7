package assay.analyzer.estimate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.tensor.ElementType;
import java.util.OptionalDouble;

/// CPUs: each kernel the larger of its arithmetic at the rate that its family reached in
/// calibration, at that size and number of threads, and its bytes at the rate of the cache level
/// that they fit, plus the provider's cost of a node. A CPU that was not calibrated takes shares of
/// its data sheet, with a wide interval.
///
/// Calibration runs one kernel over and over, its weights in cache. In a model the weights of all
/// kernels pass by between two runs of one, so they come from the level that holds them all; that
/// traffic is not hidden behind the arithmetic and is added.
///
/// @param weightBytes bytes of all weights that one run of the model reads; 0 for a kernel by
///   itself
public record CpuEstimator(CpuProfile device, EstimateSettings settings, double weightBytes)
        implements Estimator {
    private static final double CALIBRATED = 0.15;
    private static final double BORROWED_FAMILY = 0.4;
    private static final double DATA_SHEET = 0.8;

    /// Seconds of a node on a CPU that was not calibrated. A judgement.
    private static final double NODE_SECONDS = 4e-6;

    /// Exponential, error function and their like, in FLOPs of a plain multiply-add loop. A
    /// judgement for CPUs that were not calibrated.
    private static final double TRANSCENDENTAL_FLOPS = 20;

    /// Layer normalization of one element, in the same FLOPs: ONNX Runtime sums each row one
    /// element after the other. A judgement.
    private static final double NORMALIZATION_FLOPS = 100;

    /// A kernel by itself, not in a model.
    public CpuEstimator(CpuProfile device, EstimateSettings settings) {
        this(device, settings, 0);
    }

    /// The same for kernels of a model that reads so many bytes of weights in a run.
    CpuEstimator withWeights(double bytes) {
        return new CpuEstimator(device, settings, bytes);
    }

    @Override
    public KernelEstimate estimate(Kernel kernel) {
        return switch (kernel) {
            case Kernel.View view -> KernelEstimate.nothing(view);
            case Kernel.Unmodelled unmodelled -> KernelEstimate.unknown(kernel, unmodelled.why());
            case Kernel.Gemm g -> gemm(g);
            case Kernel.Convolution c -> convolution(c);
            case Kernel.Attention a ->
                    product(
                            kernel,
                            a.type(),
                            Family.GEMM,
                            a.work().matrixFlops() / (a.batch() * a.heads()));
            case Kernel.Recurrent r -> recurrent(r);
            case Kernel.Softmax s -> pass(kernel, Family.SOFTMAX, (double) s.rows() * s.width());
            case Kernel.Normalization n ->
                    pass(kernel, Family.NORMALIZATION, (double) n.rows() * n.width());
            case Kernel.Reduction r -> pass(kernel);
            case Kernel.ElementWise e -> pass(kernel, Family.TRANSCENDENTAL, e.transcendentals());
            case Kernel.Pooling p -> pass(kernel);
            case Kernel.Gather g -> move(kernel);
            case Kernel.LayoutChange l -> move(kernel);
            case Kernel.Quantize q -> pass(kernel);
        };
    }

    /// Threads that the estimate is for.
    public int threads() {
        return settings.threads() == 0 ? device.cores() : settings.threads();
    }

    /// Rows of a product from which on its weights count as read beside the arithmetic; with fewer
    /// they decide its rate.
    private static final long FEW_ROWS = 4;

    private KernelEstimate gemm(Kernel.Gemm g) {
        double flops = g.work().matrixFlops() / g.batch();
        boolean integers = g.type() == ElementType.INT8 || g.type() == ElementType.UINT8;
        long rows = Math.min(g.m(), g.n());
        if (integers || rows >= FEW_ROWS) {
            return product(g, g.type(), integers ? Family.GEMM_INT8 : Family.GEMM, flops);
        }
        double row = Math.max(flops / rows, weightBytes / 2);
        return product(g, g.type(), Family.GEMV, few(rows, row), 0);
    }

    /// The rate of a product of few rows. All of them use a weight while it is there, so the rate
    /// grows with the rows up to that of large products.
    ///
    /// @param row FLOPs of one row
    private Rate few(long rows, double row) {
        Rate one = rate(Family.GEMV, row);
        Rate many = rate(Family.GEMM, rows * row);
        return new Rate(
                Math.min(rows * one.flopsPerSecond(), many.flopsPerSecond()),
                Math.max(one.halfWidth(), many.halfWidth()));
    }

    /// The inputs of all steps are multiplied at once; what a step hands to the next, step by step
    /// with weights that stay in cache.
    private KernelEstimate recurrent(Kernel.Recurrent r) {
        double unit = 2.0 * r.directions() * r.steps() * r.batch() * r.gates() * r.hiddenSize();
        double inputs = unit * r.inputSize();
        double states = unit * r.hiddenSize();
        double row = 2.0 * r.gates() * r.hiddenSize() * r.hiddenSize();
        Rate atOnce = rate(Family.GEMM, inputs / r.directions());
        Rate stepwise = few(r.batch(), row);
        double seconds = inputs / atOnce.flopsPerSecond() + states / stepwise.flopsPerSecond();
        Rate whole = new Rate((inputs + states) / seconds, stepwise.halfWidth());
        return product(r, r.type(), Family.GEMV, whole, weightSeconds(r));
    }

    private static Family convFamily(Kernel.Convolution conv) {
        if (conv.type() == ElementType.INT8 || conv.type() == ElementType.UINT8) {
            return Family.GEMM_INT8;
        }
        if (conv.groups() > 1 && conv.channels() / conv.groups() < 4) {
            return Family.DEPTHWISE;
        }
        return conv.taps() == 1 ? Family.POINTWISE : Family.CONVOLUTION;
    }

    private KernelEstimate convolution(Kernel.Convolution c) {
        Family family = convFamily(c);
        double flops = c.work().matrixFlops();
        if (family == Family.GEMM_INT8 || c.transposed() || CpuLayout.isBlocked(c)) {
            return product(c, c.type(), family, flops);
        }
        double products = (double) c.images() * c.groups();
        double spread = CpuLayout.spreadBytes(c);
        double seconds = spread == 0 ? 0 : spread / bandwidth(spread / products, 1);
        return product(
                c,
                c.type(),
                Family.GEMM,
                rate(Family.GEMM, flops / products),
                weightSeconds(c) + seconds);
    }

    private KernelEstimate product(Kernel kernel, ElementType type, Family family, double size) {
        return product(kernel, type, family, rate(family, size), weightSeconds(kernel));
    }

    /// @param weights seconds that stored operands take to come from where a model keeps them
    private KernelEstimate product(
            Kernel kernel, ElementType type, Family family, Rate rate, double weights) {
        boolean halves = type == ElementType.FLOAT16 || type == ElementType.BFLOAT16;
        if (halves) {
            return KernelEstimate.unknown(
                    kernel,
                    "products of "
                            + type
                            + " have no calibrated rate on CPUs; ONNX Runtime converts them");
        }
        double compute =
                kernel.work().matrixFlops() * CpuLayout.padding(kernel) / rate.flopsPerSecond()
                        + elements(Family.SOFTMAX, kernel.work().vectorFlops() / 5);
        return timed(
                kernel,
                compute,
                weights,
                family.word() + " at " + gigaflops(rate.flopsPerSecond()),
                rate.halfWidth());
    }

    private double weightSeconds(Kernel kernel) {
        return weightBytes == 0 ? 0 : CpuWeights.of(kernel) / bandwidth(weightBytes);
    }

    private KernelEstimate pass(Kernel kernel) {
        return pass(kernel, Family.TRANSCENDENTAL, 0);
    }

    private KernelEstimate pass(Kernel kernel, Family family, double elements) {
        return timed(
                kernel,
                elements(family, elements),
                0,
                elements > 0 ? "one pass at the rate of " + family.word() : "one pass over memory",
                device.calibrated() ? 2 * CALIBRATED : DATA_SHEET);
    }

    /// Copies run on one thread.
    private KernelEstimate move(Kernel kernel) {
        double bytes = kernel.work().bytes();
        double seconds = bytes / bandwidth(bytes, 1);
        Terms terms = new Terms(0, seconds, seconds, 0, 0, 1, "a copy");
        return KernelEstimate.of(
                kernel,
                terms,
                nodeSeconds(),
                Interval.ofLog(device.calibrated() ? 2 * CALIBRATED : DATA_SHEET),
                "a copy by one thread");
    }

    private double nodeSeconds() {
        return device.nodeSeconds() == null ? NODE_SECONDS : device.nodeSeconds();
    }

    /// Seconds for so many elements of a family that is counted by element.
    private double elements(Family family, double elements) {
        return elements == 0 ? 0 : elements / rate(family, elements).flopsPerSecond();
    }

    private KernelEstimate timed(
            Kernel kernel, double compute, double weights, String how, double halfWidth) {
        double memory = kernel.work().bytes() / bandwidth(kernel.work().bytes());
        double seconds = Math.max(compute + weights, memory);
        Terms terms = new Terms(compute, Math.max(memory, weights), seconds, 0, 0, 1, how);
        return KernelEstimate.of(
                kernel,
                terms,
                nodeSeconds(),
                Interval.ofLog(halfWidth),
                how + ", " + threads() + " threads");
    }

    private record Rate(double flopsPerSecond, double halfWidth) {}

    private Rate rate(Family family, double size) {
        OptionalDouble measured = CpuRates.rate(device.rates(), family, threads(), size);
        if (measured.isPresent()) {
            return new Rate(measured.getAsDouble(), CALIBRATED);
        }
        OptionalDouble borrowed = CpuRates.rate(device.rates(), Family.GEMM, threads(), size);
        if (borrowed.isPresent()) {
            return new Rate(borrowed.getAsDouble() * familyShare(family), BORROWED_FAMILY);
        }
        return new Rate(CpuRates.peak(device, threads()) * 0.7 * familyShare(family), DATA_SHEET);
    }

    /// Share of the matrix-product rate where a family was not measured. A judgement.
    private static double familyShare(Family family) {
        return switch (family) {
            case GEMM, CONVOLUTION, POINTWISE -> 1;
            case GEMM_INT8 -> 2;
            case GEMV -> 0.25;
            case DEPTHWISE -> 0.15;
            case TRANSCENDENTAL, SOFTMAX -> 1 / TRANSCENDENTAL_FLOPS;
            case NORMALIZATION -> 1 / NORMALIZATION_FLOPS;
        };
    }

    private double bandwidth(double bytes) {
        return bandwidth(bytes, threads());
    }

    private double bandwidth(double bytes, int threads) {
        OptionalDouble measured = CpuRates.stream(device.streams(), threads, bytes);
        if (measured.isPresent()) {
            return measured.getAsDouble();
        }
        double peak = java.util.Objects.requireNonNull(device.bandwidth());
        double share = Math.min(1, 0.25 * threads);
        return 0.7 * peak * share;
    }

    private static String gigaflops(double rate) {
        return String.format(java.util.Locale.ROOT, "%.1f GFLOP/s", rate / 1e9);
    }
}
