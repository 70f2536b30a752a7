package assay.benchmark.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import assay.benchmark.session.BenchmarkException.Kind;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A session with its inputs filled and its outputs allocated, both in host memory: what is timed
/// is host to host. Outputs that are not plain tensors are allocated by the runtime at each run.
public final class BoundRun implements AutoCloseable {

    private final OrtSession session;
    private final Arena arena;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final Set<String> unpinned = new HashSet<>();
    private long firstRunNanos;

    private BoundRun(OrtSession session, Arena arena, Map<String, OnnxTensor> inputs) {
        this.session = session;
        this.arena = arena;
        this.inputs = inputs;
    }

    static BoundRun of(OrtSession session, List<InputSpec> specs, long seed) {
        Arena arena = Arena.ofShared();
        BoundRun run = new BoundRun(session, arena, new LinkedHashMap<>());
        try {
            for (int i = 0; i < specs.size(); i++) {
                InputSpec spec = specs.get(i);
                run.inputs.put(spec.name(), Tensors.create(spec, seed + i, arena));
            }
            run.pinOutputs();
            return run;
        } catch (OrtException e) {
            run.close();
            throw OrtFailure.of("the first run failed", e);
        } catch (OutOfMemoryError e) {
            run.close();
            throw new BenchmarkException(Kind.OUT_OF_MEMORY, "no memory for the inputs: " + e, e);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private void pinOutputs() throws OrtException {
        long start = System.nanoTime();
        try (OrtSession.Result result = session.run(inputs)) {
            firstRunNanos = System.nanoTime() - start;
            for (Map.Entry<String, OnnxValue> output : result) {
                pin(output.getKey(), output.getValue());
            }
        }
    }

    private void pin(String name, OnnxValue value) throws OrtException {
        if (value instanceof OnnxTensor tensor && fixedSize(tensor.getInfo().type)) {
            TensorInfo info = tensor.getInfo();
            long elements = 1;
            for (long dim : info.getShape()) {
                elements *= dim;
            }
            ByteBuffer buffer = Tensors.allocate(name, elements, info.type.size, arena);
            pinned.put(
                    name,
                    OnnxTensor.createTensor(
                            OrtLibrary.environment(), buffer, info.getShape(), info.type));
        } else {
            unpinned.add(name);
        }
    }

    private static boolean fixedSize(OnnxJavaType type) {
        return type != OnnxJavaType.STRING && type != OnnxJavaType.UNKNOWN;
    }

    /// Runs the model once and returns when its outputs lie in host memory.
    ///
    /// @throws BenchmarkException if the run fails
    public void run() {
        try {
            session.run(inputs, unpinned, pinned).close();
        } catch (OrtException e) {
            throw OrtFailure.of("a run failed", e);
        }
    }

    /// What these inputs and outputs cost in Java; takes about a tenth of a second.
    ///
    /// @throws BenchmarkException if it cannot be measured
    public InterfaceCost interfaceCost() {
        return InterfaceCost.of(inputs.values(), pinned.values(), unpinned.isEmpty());
    }

    /// Seconds of the first run of these shapes, outputs allocated by the runtime.
    public double firstRunSeconds() {
        return firstRunNanos * 1e-9;
    }

    /// Bytes of the pinned output `name`, in native order, for tests of what a run computes.
    ByteBuffer output(String name) {
        OnnxTensor tensor = pinned.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no pinned output '" + name + "' in " + pinned);
        }
        return tensor.getByteBuffer();
    }

    @Override
    public void close() {
        OnnxValue.close(inputs);
        OnnxValue.close(pinned);
        arena.close();
    }
}
