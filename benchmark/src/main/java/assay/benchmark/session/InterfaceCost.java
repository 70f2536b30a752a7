package assay.benchmark.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import assay.benchmark.session.BenchmarkException.Kind;
import assay.benchmark.stats.Percentiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What using a model from Java costs beside the model: medians of calls in a row.
///
/// @param tensorBuildSeconds making the model's input tensors over memory that is filled already;
///   null where an input has no such memory
/// @param callSeconds one run through ONNX Runtime's Java interface less one of the same session
///   through its C interface, on a model of one small node on the CPU: on a model of any size the
///   difference would drown in its noise
/// @param readBackSeconds copying the model's outputs to Java arrays; null where an output has no
///   fixed size
public record InterfaceCost(
        @Nullable Double tensorBuildSeconds, double callSeconds, @Nullable Double readBackSeconds) {

    private static final int WARMUPS = 20_000;
    private static final int CALLS = 4_000;
    private static final int FEWEST = 5;
    private static final long LIMIT_NANOS = 30_000_000;

    /// The cost for these inputs and outputs of a model.
    ///
    /// @throws BenchmarkException if the small model cannot be run
    static InterfaceCost of(
            Collection<OnnxTensor> inputs, Collection<OnnxTensor> outputs, boolean all) {
        return new InterfaceCost(
                buildSeconds(inputs), extraPerCall(), all ? readBackSeconds(outputs) : null);
    }

    private static @Nullable Double buildSeconds(Collection<OnnxTensor> inputs) {
        for (OnnxTensor input : inputs) {
            if (!(input.getBufferRef().orElse(null) instanceof ByteBuffer)) {
                return null;
            }
        }
        return seconds(() -> {
            for (OnnxTensor input : inputs) {
                rebuild(input);
            }
        });
    }

    private static void rebuild(OnnxTensor input) {
        if (input.getBufferRef().orElseThrow() instanceof ByteBuffer bytes) {
            try {
                OnnxTensor.createTensor(
                                OrtLibrary.environment(),
                                bytes,
                                input.getInfo().getShape(),
                                input.getInfo().type)
                        .close();
            } catch (OrtException e) {
                throw OrtFailure.of("an input tensor cannot be made a second time", e);
            }
        }
    }

    private static double readBackSeconds(Collection<OnnxTensor> outputs) {
        return seconds(() -> {
            for (OnnxTensor output : outputs) {
                output.getByteBuffer();
            }
        });
    }

    private static double extraPerCall() {
        Provider cpu = new Provider.Cpu();
        try {
            Path model = Files.createTempFile("assay-call", ".onnx");
            try {
                Files.write(model, ProbeModel.bytes());
                try (ModelSession session = ModelSession.open(model, cpu, RuntimeOptions.DEFAULTS);
                        BoundRun java = session.bind(ProbeModel.inputs(), 1);
                        ResidentRun bound = session.bindResident(ProbeModel.inputs(), 1)) {
                    for (int i = 0; i < WARMUPS; i++) {
                        java.run();
                        bound.run();
                    }
                    return Math.max(0, median(java::run, CALLS) - median(bound::run, CALLS));
                }
            } finally {
                Files.deleteIfExists(model);
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    Kind.FAILED, "the model of one node cannot be written: " + e, e);
        }
    }

    private static double median(Runnable call, int calls) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - start;
        }
        return Percentiles.median(nanos) * 1e-9;
    }

    /// Median of as many calls as fit into a few hundredths of a second.
    private static double seconds(Runnable call) {
        long start = System.nanoTime();
        call.run();
        long one = Math.max(1, System.nanoTime() - start);
        return median(call, Math.toIntExact(Math.clamp(LIMIT_NANOS / one, FEWEST, CALLS)));
    }
}
