package assay.analyzer.estimate;

import static assay.analyzer.estimate.Positive.count;
import static assay.analyzer.estimate.Positive.orZero;

import assay.analyzer.tensor.ElementType;
import java.util.List;

/// One piece of work that a provider launches for a node, described by its sizes alone: no device,
/// no time.
///
/// All sizes are bound numbers (the batch is already in them). `type` is the element type of the
/// operands; which unit of a device runs it (TF32 for float32, say) is decided by
/// [EstimateSettings], not here.
public sealed interface Kernel {
    /// What the kernel asks of a device, each operand moved once.
    Work work();

    /// `batch` independent products C (m x n) = A (m x k) B (k x n).
    ///
    /// @param type type of A (and of B unless `weightBits` says otherwise)
    /// @param weightBits stored bits of one element of B: 4 for a block-quantized weight, else the
    ///   type's own
    record Gemm(long batch, long m, long n, long k, ElementType type, int weightBits)
            implements Kernel {
        public Gemm {
            count("batch", batch);
            count("m", m);
            count("n", n);
            count("k", k);
            count("weightBits", weightBits);
        }

        /// Both operands of the same type.
        public Gemm(long batch, long m, long n, long k, ElementType type) {
            this(batch, m, n, k, type, type.bits());
        }

        @Override
        public Work work() {
            double a = (double) batch * m * k * size(type);
            double b = (double) batch * k * n * weightBits / 8.0;
            // Integer products are accumulated, and written, as int32.
            double out = (double) batch * m * n * (type.isInteger() ? 4 : size(type));
            return new Work(2.0 * batch * m * n * k, 0, a + b, out);
        }
    }

    /// A convolution over one, two or three spatial axes. Lists hold one number an axis, outermost
    /// first; `pads` holds the begins, then the ends, as ONNX does.
    ///
    /// @param images the batch
    /// @param channels input channels C
    /// @param input spatial extent of the input
    /// @param filters output channels K
    /// @param kernel spatial extent of the filter
    /// @param output spatial extent of the output
    /// @param groups 1 for a plain convolution, C for a depthwise one
    /// @param transposed whether it is a ConvTranspose: `input` is then the small side
    record Convolution(
            long images,
            long channels,
            List<Long> input,
            long filters,
            List<Long> kernel,
            List<Long> strides,
            List<Long> pads,
            List<Long> dilations,
            List<Long> output,
            long groups,
            ElementType type,
            boolean transposed)
            implements Kernel {
        public Convolution {
            count("images", images);
            count("channels", channels);
            count("filters", filters);
            count("groups", groups);
            input = List.copyOf(input);
            kernel = List.copyOf(kernel);
            strides = List.copyOf(strides);
            pads = List.copyOf(pads);
            dilations = List.copyOf(dilations);
            output = List.copyOf(output);
            int axes = input.size();
            if (kernel.size() != axes
                    || strides.size() != axes
                    || dilations.size() != axes
                    || output.size() != axes
                    || pads.size() != 2 * axes) {
                throw new IllegalArgumentException(
                        "Convolution over "
                                + axes
                                + " axes has kernel "
                                + kernel
                                + ", strides "
                                + strides
                                + ", pads "
                                + pads
                                + ", dilations "
                                + dilations
                                + ", output "
                                + output);
            }
            if (channels % groups != 0 || filters % groups != 0) {
                throw new IllegalArgumentException(
                        "Convolution of "
                                + channels
                                + " to "
                                + filters
                                + " channels in "
                                + groups
                                + " groups");
            }
        }

        /// A plain 2-D convolution, undilated, with the output extent worked out from the rest.
        public static Convolution plain2d(
                long n,
                long c,
                long h,
                long w,
                long k,
                long r,
                long s,
                long strideH,
                long strideW,
                long padH,
                long padW,
                long groups,
                ElementType type) {
            long p = (h + 2 * padH - r) / strideH + 1;
            long q = (w + 2 * padW - s) / strideW + 1;
            return new Convolution(
                    n,
                    c,
                    List.of(h, w),
                    k,
                    List.of(r, s),
                    List.of(strideH, strideW),
                    List.of(padH, padW, padH, padW),
                    List.of(1L, 1L),
                    List.of(p, q),
                    groups,
                    type,
                    false);
        }

        /// Elements of the input's spatial extent.
        public long inputPixels() {
            return product(input);
        }

        /// Elements of the output's spatial extent.
        public long outputPixels() {
            return product(output);
        }

        /// Taps of one filter in one channel.
        public long taps() {
            return product(kernel);
        }

        /// Whether each channel is convolved by itself.
        public boolean depthwise() {
            return groups > 1 && groups == channels;
        }

        @Override
        public Work work() {
            // A transposed convolution multiplies once per input pixel, tap and channel pair.
            double positions = (double) images * (transposed ? inputPixels() : outputPixels());
            double macs = positions * filters * (channels / (double) groups) * taps();
            double in = (double) images * channels * inputPixels();
            double out = (double) images * filters * outputPixels();
            double weights = (double) filters * (channels / (double) groups) * taps();
            return new Work(2 * macs, 0, (in + weights) * size(type), out * size(type));
        }
    }

    /// Scaled dot-product attention: softmax(Q Kt) V.
    ///
    /// @param keyHeads heads of K and V, fewer than `heads` where queries share them
    /// @param queries query positions per sequence
    /// @param keys key positions per sequence, past ones included
    /// @param headSize width of one head of Q and K
    /// @param valueSize width of one head of V
    /// @param fused whether one kernel does it all and the scores never reach memory
    /// @param causal whether a query sees no later key; counted in full, as the unfused kernels
    ///   compute it
    record Attention(
            long batch,
            long heads,
            long keyHeads,
            long queries,
            long keys,
            long headSize,
            long valueSize,
            boolean fused,
            boolean causal,
            ElementType type)
            implements Kernel {
        public Attention {
            count("batch", batch);
            count("heads", heads);
            count("keyHeads", keyHeads);
            count("queries", queries);
            count("keys", keys);
            count("headSize", headSize);
            count("valueSize", valueSize);
        }

        /// Elements of the score matrix over all heads.
        public double scores() {
            return (double) batch * heads * queries * keys;
        }

        @Override
        public Work work() {
            double q = (double) batch * heads * queries * headSize;
            double kv = (double) batch * keyHeads * keys * (headSize + valueSize);
            double out = (double) batch * heads * queries * valueSize;
            double spill = fused ? 0 : 2 * scores();
            return new Work(
                    2 * scores() * (headSize + valueSize),
                    5 * scores(),
                    (q + kv + spill) * size(type),
                    (out + spill) * size(type));
        }
    }

    /// A row-wise normalization with an affine part: layer, RMS, group, instance, or batch where it
    /// was not folded.
    ///
    /// @param rows rows that are normalized each by itself
    /// @param width elements of one row
    /// @param addends tensors of the same size added before (1 for a skip connection), as in fused
    ///   skip-normalization
    record Normalization(long rows, long width, int addends, ElementType type) implements Kernel {
        public Normalization {
            count("rows", rows);
            count("width", width);
            orZero("addends", addends);
        }

        @Override
        public Work work() {
            double n = (double) rows * width;
            return new Work(0, (7.0 + addends) * n, (1 + addends) * n * size(type), n * size(type));
        }
    }

    /// Softmax (or log-softmax) along rows of `width` elements.
    record Softmax(long rows, long width, ElementType type) implements Kernel {
        public Softmax {
            count("rows", rows);
            count("width", width);
        }

        @Override
        public Work work() {
            double n = (double) rows * width;
            return new Work(0, 5 * n, n * size(type), n * size(type));
        }
    }

    /// `outputs` results, each over `width` inputs: sums, means, maxima, arg-maxima, global
    /// pooling.
    record Reduction(long outputs, long width, ElementType type) implements Kernel {
        public Reduction {
            count("outputs", outputs);
            count("width", width);
        }

        @Override
        public Work work() {
            double n = (double) outputs * width;
            return new Work(0, n, n * size(type), (double) outputs * size(type));
        }
    }

    /// A pass over memory that computes a little for each element: arithmetic, activations, fused
    /// chains, casts, resizing.
    ///
    /// @param transcendentals evaluations of exp, tanh, erf and their like, which a CPU feels, in
    ///   the cost of one sigmoid
    record ElementWise(
            double bytesRead,
            double bytesWritten,
            double flops,
            ElementType type,
            double transcendentals)
            implements Kernel {
        public ElementWise {
            orZero("bytesRead", bytesRead);
            orZero("bytesWritten", bytesWritten);
            orZero("flops", flops);
            orZero("transcendentals", transcendentals);
        }

        /// Plain arithmetic alone.
        public ElementWise(double bytesRead, double bytesWritten, double flops, ElementType type) {
            this(bytesRead, bytesWritten, flops, type, 0);
        }

        @Override
        public Work work() {
            return new Work(0, flops, bytesRead, bytesWritten);
        }
    }

    /// Windowed pooling (max, average, Lp): each output looks at a window of inputs.
    record Pooling(double bytesRead, double bytesWritten, double flops, ElementType type)
            implements Kernel {
        public Pooling {
            orZero("bytesRead", bytesRead);
            orZero("bytesWritten", bytesWritten);
            orZero("flops", flops);
        }

        @Override
        public Work work() {
            return new Work(0, flops, bytesRead, bytesWritten);
        }
    }

    /// Rows picked out of a table by index: Gather, embedding, GatherElements, Scatter.
    ///
    /// @param bytesMoved bytes of the rows picked, read once and written once
    /// @param indexBytes bytes of the indices
    record Gather(double bytesMoved, double indexBytes) implements Kernel {
        public Gather {
            orZero("bytesMoved", bytesMoved);
            orZero("indexBytes", indexBytes);
        }

        @Override
        public Work work() {
            return new Work(0, 0, bytesMoved + indexBytes, bytesMoved);
        }
    }

    /// Elements moved and not computed on: Transpose, Concat, Split, Slice, Pad, Expand, NCHW to
    /// NHWC and back.
    ///
    /// @param permutes whether the innermost axis changes, so that reads or writes are not
    ///   contiguous
    record LayoutChange(double bytesRead, double bytesWritten, boolean permutes) implements Kernel {
        public LayoutChange {
            orZero("bytesRead", bytesRead);
            orZero("bytesWritten", bytesWritten);
        }

        @Override
        public Work work() {
            return new Work(0, 0, bytesRead, bytesWritten);
        }
    }

    /// A recurrent layer: LSTM (`gates` 4), GRU (3) or RNN (1), all its steps and directions.
    record Recurrent(
            long steps,
            long batch,
            long inputSize,
            long hiddenSize,
            int gates,
            int directions,
            ElementType type)
            implements Kernel {
        public Recurrent {
            count("steps", steps);
            count("batch", batch);
            count("inputSize", inputSize);
            count("hiddenSize", hiddenSize);
            count("gates", gates);
            count("directions", directions);
        }

        @Override
        public Work work() {
            double perStep = (double) gates * hiddenSize * (inputSize + hiddenSize);
            double weights = directions * perStep;
            double in = (double) steps * batch * inputSize;
            double out = (double) steps * batch * directions * hiddenSize;
            double matrix = 2.0 * directions * steps * batch * perStep;
            double vector = 10.0 * directions * steps * batch * hiddenSize;
            return new Work(matrix, vector, (weights + in) * size(type), out * size(type));
        }
    }

    /// A change of type with scale and zero point: QuantizeLinear, DequantizeLinear,
    /// DynamicQuantizeLinear.
    record Quantize(double elements, ElementType from, ElementType to) implements Kernel {
        public Quantize {
            orZero("elements", elements);
        }

        @Override
        public Work work() {
            return new Work(0, 2 * elements, elements * size(from), elements * size(to));
        }
    }

    /// Nothing runs: the node only renames memory (Reshape, Identity), or was folded away or fused
    /// into another.
    record View(String why) implements Kernel {
        @Override
        public Work work() {
            return Work.NONE;
        }
    }

    /// A node that no family here describes; its time is unknown, and `why` says what is missing.
    record Unmodelled(String why) implements Kernel {
        @Override
        public Work work() {
            return Work.NONE;
        }
    }

    private static double size(ElementType type) {
        if (type.bits() == 0) {
            throw new IllegalArgumentException("a kernel over " + type + " has no byte size");
        }
        return type.bits() / 8.0;
    }

    private static long product(List<Long> extents) {
        long product = 1;
        for (long extent : extents) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }
}
