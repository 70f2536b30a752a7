package assay.reports.redact;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.KernelTime;
import assay.benchmark.measurement.KernelTimes;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Method;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.OperatorTime;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A measurement under pseudonyms. Sentences of the runtime and the system may quote any name, so
/// they are left out; sentences of this program keep all but paths.
record RedactedMeasurement(Pseudonyms names, RedactedText text) {

    static final String LEFT_OUT = "the message is left out of redacted results";

    /// @param commandLine the command without names
    Measurement of(Measurement measurement, String name, String sha256, String commandLine) {
        RuntimeNames nodes = new RuntimeNames(names);
        return new Measurement(
                measurement.schema(),
                new ModelIdentity(name, name + ".onnx", sha256),
                environment(measurement.environment(), commandLine),
                measurement.device(),
                measurement.provider(),
                measurement.precision(),
                measurement.span(),
                measurement.options(),
                method(measurement.method()),
                measurement.batches().stream().map(this::batch).toList(),
                measurement.profiles().stream().map(p -> profile(p, nodes)).toList(),
                measurement.warnings().stream().map(this::warning).toList(),
                measurement.kernels().stream().map(k -> kernels(k, nodes)).toList());
    }

    /// Attributes that are not numbers are left out: a text may be a name.
    private KernelTimes kernels(KernelTimes times, RuntimeNames runtime) {
        List<KernelTime> kernels = new ArrayList<>();
        for (KernelTime kernel : times.kernels()) {
            SortedMap<String, String> numbers = new TreeMap<>(kernel.attributes());
            numbers.values().removeIf(value -> !value.matches("[-+\\d.,E\\[\\] ]*"));
            kernels.add(
                    new KernelTime(
                            names.ran(kernel.operator()),
                            numbers,
                            kernel.inputs(),
                            kernel.outputs(),
                            kernel.nodes().stream().map(runtime::node).toList(),
                            kernel.copies(),
                            kernel.chained(),
                            kernel.seconds(),
                            kernel.medianSeconds(),
                            kernel.profileSeconds()));
        }
        SortedMap<String, String> missing = new TreeMap<>();
        times.missing().keySet().forEach(node -> missing.put(runtime.node(node), LEFT_OUT));
        return new KernelTimes(
                times.batch(),
                times.clock(),
                times.wholeSeconds(),
                times.wholeMedianSeconds(),
                times.profilerSeconds(),
                kernels,
                missing);
    }

    private Environment environment(Environment environment, String commandLine) {
        return new Environment(
                environment.cpu(),
                environment.gpu(),
                environment.driver(),
                words(environment.os()),
                environment.hostMemoryBytes(),
                words(environment.runtime()),
                words(environment.libraries()),
                words(environment.deviceState()),
                words(environment.jvm()),
                commandLine,
                environment.time(),
                words(environment.unknown()));
    }

    private Method method(Method method) {
        return new Method(
                method.budget(),
                method.budgetSeconds(),
                method.usedSeconds(),
                method.rounds(),
                method.roundOrders(),
                method.seed(),
                method.intervalTarget(),
                method.warmupTolerance(),
                text.without(method.stopped()),
                method.unmet().stream().map(text::without).toList(),
                method.jvmArguments().stream().map(text::without).toList());
    }

    private BatchResult batch(BatchResult result) {
        return new BatchResult(
                result.batch(),
                result.verdict(),
                result.warnings().stream().map(this::warning).toList(),
                result.forks(),
                result.latencySeconds(),
                result.interval(),
                result.tailBoundSeconds(),
                result.noise(),
                result.throughput(),
                result.samples(),
                result.histogram(),
                result.memoryBytes(),
                result.deviceMemoryBytes(),
                result.energyJoules(),
                result.energyErrorJoules(),
                result.clocks(),
                result.placement(),
                result.spans(),
                result.transferSeconds(),
                result.jvm(),
                result.memory(),
                words(result.unknown()));
    }

    private RuntimeProfile profile(RuntimeProfile profile, RuntimeNames runtime) {
        List<NodeTime> nodes = new ArrayList<>();
        for (NodeTime node : profile.nodes()) {
            nodes.add(
                    new NodeTime(
                            runtime.node(node.name()),
                            names.ran(node.operator()),
                            node.provider(),
                            node.seconds(),
                            node.executions(),
                            node.inputs(),
                            node.outputs()));
        }
        return new RuntimeProfile(
                profile.batch(),
                profile.runs(),
                profile.runSeconds(),
                profile.nodeSeconds(),
                nodes,
                profile.operators().stream().map(this::operator).toList(),
                profile.placement(),
                profile.arenaPeakBytes(),
                profile.arenaHeldBytes(),
                profile.workspaceBytes());
    }

    private OperatorTime operator(OperatorTime time) {
        return new OperatorTime(
                names.ran(time.operator()), time.nodes(), time.seconds(), time.share());
    }

    private Warning warning(Warning warning) {
        return switch (warning) {
            case Warning.Failed _ -> new Warning.Failed(LEFT_OUT);
            case Warning.OutOfMemory _ -> new Warning.OutOfMemory(LEFT_OUT);
            case Warning.NoProfile _ -> new Warning.NoProfile(LEFT_OUT);
            case Warning.FellBack(String provider, List<String> operators) ->
                    new Warning.FellBack(provider, operators.stream().map(names::ran).toList());
            case Warning.NotOnCuda(String why) -> new Warning.NotOnCuda(text.without(why));
            case Warning.Noisy _,
                    Warning.WideInterval _,
                    Warning.OneProcess _,
                    Warning.TailUnproven _,
                    Warning.Cold _,
                    Warning.Contended _,
                    Warning.DeviceShared _,
                    Warning.Throttled _,
                    Warning.Drifted _,
                    Warning.FixedBatch _,
                    Warning.Skipped _,
                    Warning.TimedOut _,
                    Warning.Interrupted _ ->
                    warning;
        };
    }

    private @Nullable String words(@Nullable String words) {
        return words == null ? null : text.without(words);
    }

    private SortedMap<String, String> words(SortedMap<String, String> reasons) {
        SortedMap<String, String> told = new TreeMap<>();
        reasons.forEach((key, reason) -> told.put(key, text.without(reason)));
        return told;
    }
}
