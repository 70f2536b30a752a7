package assay.benchmark.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import assay.benchmark.session.capi.Binding;
import assay.benchmark.session.capi.DeviceMemory;
import assay.benchmark.session.capi.OrtStatus;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A session with its inputs and outputs in the memory of the device that runs it: what is timed is
/// the device's work and its launching, without copies and without ONNX Runtime's Java interface.
/// On the CPU provider that memory is the host's.
public final class ResidentRun implements AutoCloseable {

    private final Arena arena;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Binding binding;
    private final boolean handsOver;

    private ResidentRun(Arena arena, Binding binding, Ends ends) {
        this.arena = arena;
        this.binding = binding;
        this.handsOver = ends == Ends.HOST_INPUTS;
    }

    static ResidentRun of(
            OrtSession session, Provider provider, List<InputSpec> specs, long seed, Ends ends) {
        Arena arena = Arena.ofShared();
        ResidentRun run;
        try {
            DeviceMemory outputs = ends == Ends.HOST_OUTPUTS ? DeviceMemory.CPU : memory(provider);
            run = new ResidentRun(arena, NativeHandles.of(session).bind(outputs), ends);
        } catch (OrtStatus | RuntimeException e) {
            arena.close();
            throw failed("cannot bind the session", e);
        }
        try {
            for (int i = 0; i < specs.size(); i++) {
                InputSpec spec = specs.get(i);
                OnnxTensor tensor = Tensors.create(spec, seed + i, arena);
                run.inputs.put(spec.name(), tensor);
                run.binding.input(spec.name(), NativeHandles.of(tensor));
            }
            for (String output : session.getOutputNames()) {
                run.binding.output(output);
            }
            run.binding.run();
            run.binding.keepOutputs();
            return run;
        } catch (OrtStatus | OrtException | RuntimeException e) {
            run.close();
            throw failed("the first device-resident run failed", e);
        }
    }

    /// Where `provider` keeps what its nodes read and write.
    static DeviceMemory memory(Provider provider) {
        return switch (provider) {
            case Provider.Cpu _ -> DeviceMemory.CPU;
            case Provider.Cuda(int index) -> DeviceMemory.cuda(index);
        };
    }

    /// Runs the model once and returns when the device is done.
    ///
    /// @throws BenchmarkException if the run fails
    public void run() {
        try {
            if (handsOver) {
                for (Map.Entry<String, OnnxTensor> input : inputs.entrySet()) {
                    binding.input(input.getKey(), NativeHandles.of(input.getValue()));
                }
            }
            binding.run();
        } catch (OrtStatus e) {
            throw failed("a device-resident run failed", e);
        }
    }

    /// The first `bytes` of output `name`, on the CPU provider, for tests of what a run computes.
    MemorySegment output(String name, long bytes) {
        try {
            return binding.bytes(name, bytes);
        } catch (OrtStatus e) {
            throw failed("cannot read output '" + name + "'", e);
        }
    }

    static BenchmarkException failed(String doing, Exception cause) {
        if (cause instanceof BenchmarkException known) {
            return known;
        }
        String said = String.valueOf(cause.getMessage());
        return new BenchmarkException(OrtFailure.kind(said), doing + ": " + said.strip(), cause);
    }

    @Override
    public void close() {
        binding.close();
        OnnxValue.close(inputs);
        arena.close();
    }
}
