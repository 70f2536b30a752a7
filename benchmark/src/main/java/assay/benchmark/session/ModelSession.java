package assay.benchmark.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import assay.benchmark.session.capi.OrtStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A model opened on a provider.
public final class ModelSession implements AutoCloseable {

    private final OrtSession session;
    private final Provider provider;

    private ModelSession(OrtSession session, Provider provider) {
        this.session = session;
        this.provider = provider;
    }

    /// Opens `model`. The time that this takes is session creation: reading, optimising the graph,
    /// copying weights; on CUDA also loading its modules.
    ///
    /// @throws BenchmarkException if the provider does not work or the model cannot be opened
    public static ModelSession open(Path model, Provider provider, RuntimeOptions options) {
        try (SessionOptions setup = SessionSetup.of(provider, options)) {
            return new ModelSession(
                    OrtLibrary.environment().createSession(model.toString(), setup), provider);
        } catch (OrtException e) {
            throw OrtFailure.of("cannot open " + model + " on " + provider, e);
        }
    }

    /// As [#open], with the runs of a binding captured in a CUDA graph and replayed from it: for
    /// runs that keep their addresses, such as those of [#bindResident].
    ///
    /// @throws BenchmarkException if the provider is not CUDA, or ONNX Runtime refuses: it demands
    ///   that every node runs on CUDA and none is control flow
    public static ModelSession openCaptured(Path model, Provider provider, RuntimeOptions options) {
        if (!(provider instanceof Provider.Cuda)) {
            throw new BenchmarkException(
                    BenchmarkException.Kind.PROVIDER,
                    "CUDA graphs exist on the CUDA provider only, and this ran on " + provider);
        }
        try (SessionOptions setup = SessionSetup.captured(provider, options)) {
            return new ModelSession(
                    OrtLibrary.environment().createSession(model.toString(), setup), provider);
        } catch (OrtException e) {
            throw OrtFailure.of("no CUDA graph of " + model, e);
        }
    }

    /// As [#open], with ONNX Runtime's own profiler on from the first run; it writes to a file
    /// whose name starts with `prefix`.
    static ModelSession openProfiled(
            Path model, Provider provider, RuntimeOptions options, Path prefix) {
        try (SessionOptions setup = SessionSetup.of(provider, options)) {
            setup.enableProfiling(prefix.toString());
            return new ModelSession(
                    OrtLibrary.environment().createSession(model.toString(), setup), provider);
        } catch (OrtException e) {
            throw OrtFailure.of("cannot open " + model + " on " + provider, e);
        }
    }

    /// Writes to `to` the graph that ONNX Runtime makes of `model` for this provider and these
    /// options: its node names are those of its profile. It holds for this machine only.
    ///
    /// @throws BenchmarkException if the model cannot be opened or the file not be written
    public static void saveOptimised(
            Path model, Provider provider, RuntimeOptions options, Path to) {
        saveOptimised(model, provider, options, Map.of(), to);
    }

    /// As [#saveOptimised(Path, Provider, RuntimeOptions, Path)], with symbolic dimensions of the
    /// inputs bound, so that the shapes inside the graph are numbers.
    public static void saveOptimised(
            Path model,
            Provider provider,
            RuntimeOptions options,
            Map<String, Long> dimensions,
            Path to) {
        try (SessionOptions setup = SessionSetup.of(provider, options)) {
            for (Map.Entry<String, Long> dimension : dimensions.entrySet()) {
                setup.setSymbolicDimensionValue(dimension.getKey(), dimension.getValue());
            }
            setup.setOptimizedModelFilePath(to.toString());
            OrtLibrary.environment().createSession(model.toString(), setup).close();
        } catch (OrtException e) {
            throw OrtFailure.of("cannot save the optimised graph of " + model, e);
        }
    }

    /// Ties the session to one set of inputs, drawn from `seed`, and to outputs of the shapes that
    /// one run on them gives. That run is made here.
    ///
    /// @throws BenchmarkException if an input cannot be made or the run fails
    public BoundRun bind(List<InputSpec> inputs, long seed) {
        return BoundRun.of(session, inputs, seed);
    }

    /// As [#bind], with inputs and outputs in the memory of the device.
    ///
    /// @throws BenchmarkException if an input cannot be made or the run fails
    public ResidentRun bindResident(List<InputSpec> inputs, long seed) {
        return bindResident(inputs, seed, Ends.DEVICE);
    }

    /// As [#bindResident(List, long)], with inputs or outputs in host memory.
    public ResidentRun bindResident(List<InputSpec> inputs, long seed, Ends ends) {
        return ResidentRun.of(session, provider, inputs, seed, ends);
    }

    /// What the session's arena on its device says of itself, or null where it uses none.
    ///
    /// @throws BenchmarkException if ONNX Runtime does not tell
    public @Nullable ArenaUse arena() {
        try {
            return ArenaUse.of(
                    NativeHandles.of(session).allocatorStatistics(ResidentRun.memory(provider)));
        } catch (OrtStatus e) {
            throw ResidentRun.failed("cannot read the arena's statistics", e);
        }
    }

    /// Nodes by the provider that they were assigned to, by ONNX Runtime's names, after its basic
    /// optimisations and before those that fuse further.
    ///
    /// @throws BenchmarkException if ONNX Runtime does not tell
    public SortedMap<String, Integer> placement() {
        try {
            return NativeHandles.of(session).placement();
        } catch (OrtStatus e) {
            throw ResidentRun.failed("cannot read the placement of nodes", e);
        }
    }

    /// Stops the profiler and returns the file that it wrote.
    Path endProfiling() {
        try {
            return Path.of(session.endProfiling());
        } catch (OrtException e) {
            throw OrtFailure.of("cannot end the profile", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw OrtFailure.of("cannot close the session", e);
        }
    }
}
