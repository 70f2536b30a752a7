package assay.reports.section;

import assay.reports.card.PlainText;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The card's figures as a tree for `card.json`: every number in full, in SI base units; what is
/// not known is null, and a `why` beside it gives the reason.
///
/// @param schema [#SCHEMA]
/// @param command that makes the card again
/// @param precision of the estimate; as stored where nothing is estimated
/// @param focusBatch batch size of all figures that name none
/// @param device what is estimated for; null where nothing is
/// @param knee smallest batch with 95 % of the best throughput, by side
/// @param batches one a batch size, ascending
/// @param scaling what to do about the batch size, in words
/// @param operators time by operator type, longest first
/// @param layers every node of the graph, in order
/// @param breakdowns where the time of the profiled batch sizes goes beside the nodes
/// @param measurement how and where was measured; null where nothing was
public record CardJson(
        String schema,
        String name,
        String version,
        String time,
        String command,
        Model model,
        Counts counts,
        String precision,
        long focusBatch,
        @Nullable Device device,
        String whyNotEstimated,
        Knee knee,
        List<Batch> batches,
        List<Sentence> scaling,
        List<Operator> operators,
        List<Layer> layers,
        List<Beside> breakdowns,
        List<Memory> memory,
        Architecture architecture,
        List<FindingJson> findings,
        Summary summary,
        @Nullable MeasurementJson measurement,
        String whyNotMeasured) {

    public static final String SCHEMA = "assay/card/1";

    /// The tree of one card.
    public static CardJson of(Evidence evidence) {
        Sheet sheet = new Sheet(evidence);
        return new CardJson(
                SCHEMA,
                evidence.name(),
                evidence.version(),
                evidence.time(),
                evidence.command(),
                ModelParts.model(sheet),
                ModelParts.counts(sheet),
                sheet.precision().label(),
                sheet.focus.batch(),
                DeviceParts.device(sheet),
                evidence.notEstimated(),
                BatchParts.knee(sheet),
                BatchParts.batches(sheet),
                ScalingAdvice.of(sheet).stream().map(Sentence::of).toList(),
                BatchParts.operators(sheet),
                BatchParts.layers(sheet),
                BatchParts.beside(sheet),
                ModelParts.memory(sheet),
                ModelParts.architecture(sheet),
                ModelParts.findings(sheet),
                summary(sheet),
                DeviceParts.measurement(sheet),
                evidence.notMeasured());
    }

    private static Summary summary(Sheet sheet) {
        Narration narration = sheet.evidence.narration();
        return new Summary(
                narration.isTemplate() ? "template" : narration.writer(),
                narration.isTemplate()
                        ? ExecutiveSummary.paragraphs(sheet).stream().map(PlainText::of).toList()
                        : List.of(narration.text()),
                narration.whyTemplate());
    }

    /// A sentence of the card and its numbers in full, in the order in which it names them.
    public record Sentence(String text, List<Double> numbers) {
        static Sentence of(Text text) {
            return new Sentence(
                    PlainText.of(text),
                    text.spans().stream()
                            .filter(Quantity.Known.class::isInstance)
                            .map(span -> ((Quantity.Known) span).value())
                            .toList());
        }
    }

    /// The summary in words.
    ///
    /// @param writer `template`, or the language model that wrote it and its host
    /// @param whyTemplate why the template wrote it although a language model was asked; empty
    ///   otherwise
    public record Summary(String writer, List<String> text, String whyTemplate) {}

    /// What the file holds.
    public record Model(
            String file,
            long fileBytes,
            long irVersion,
            String producer,
            SortedMap<String, Long> opsets,
            List<Value> inputs,
            List<Value> outputs,
            int nodes,
            int nodesWithSubgraphs,
            int initializers,
            Map<String, Integer> operators,
            List<String> symbols,
            SortedMap<String, Long> sizes) {}

    /// A named value of the graph.
    public record Value(String name, String type, String shape) {}

    /// What follows from the model file alone, at the batch in focus; the precision is the stored
    /// one.
    public record Counts(
            String precision,
            long parameters,
            long trainable,
            long buffers,
            long constants,
            long bytes,
            Map<String, Long> bytesByOperator,
            SortedMap<String, Long> trainableByType,
            @Nullable Long flops,
            @Nullable Long macs,
            @Nullable Long coreMacs,
            @Nullable Long bytesMoved,
            @Nullable Long flopsOfOneSample,
            String flopsExpression,
            double flopsExact,
            int nodesWithoutCount,
            int contradictions,
            Map<String, Long> flopsByOperator) {}

    /// The device that is estimated for; null for what its profile lacks.
    ///
    /// @param figures every number of the profile that the card shows, by name
    public record Device(
            String id,
            String name,
            String confidence,
            @Nullable Double peakFlopsPerSecond,
            @Nullable String peakOf,
            @Nullable Double bytesPerSecond,
            @Nullable Double memoryBytes,
            SortedMap<String, Double> figures) {}

    /// The knee of each side; null where there is none.
    ///
    /// @param growth best throughput over that of the smallest batch, measured where it was
    /// @param largest batch that fits the memory of the device, estimated
    /// @param latencyLimit seconds that the user allows a run
    /// @param within that limit the batch with the best throughput, measured where it was
    public record Knee(
            double share,
            @Nullable Long measured,
            @Nullable Long estimated,
            @Nullable Double growth,
            @Nullable Long largest,
            @Nullable Double latencyLimit,
            @Nullable Long within) {}

    /// Both sides of one batch size.
    public record Batch(
            long batch,
            @Nullable Estimate estimate,
            String whyNotEstimated,
            @Nullable Measured measured,
            String verdict,
            List<String> warnings,
            String whyNotMeasured,
            @Nullable Double ratio,
            @Nullable Gap gap,
            String whyNotCompared,
            Use use,
            Sample sample) {}

    /// What one sample costs at a batch size: measured where anything was, else estimated; null
    /// where unknown.
    ///
    /// @param throughputGrowth throughput over that of the smallest batch
    /// @param ofBestThroughput share of the best throughput
    public record Sample(
            @Nullable Double seconds,
            @Nullable Double throughputGrowth,
            @Nullable Double ofBestThroughput,
            @Nullable Double energyJoules) {}

    /// The estimate, host to host.
    ///
    /// @param memoryBytes weights and fused activations with inputs kept
    /// @param assumedWorkspaceBytes on top of them, where nothing was measured; likewise the
    ///   context
    public record Estimate(
            double seconds,
            double low,
            double high,
            String span,
            String bound,
            double throughput,
            double deviceSeconds,
            double hostSeconds,
            double inputCopySeconds,
            double outputCopySeconds,
            double runSeconds,
            @Nullable Double secondsAtPeak,
            @Nullable Double memoryBytes,
            @Nullable Double assumedWorkspaceBytes,
            @Nullable Double assumedContextBytes) {}

    /// The measurement, host to host.
    ///
    /// @param above from the median to the interval's upper end, as a share of the median; `below`
    ///   likewise to its lower end
    /// @param memoryBytes on a GPU most device memory in use, on a CPU peak resident memory
    /// @param memoryBeyond of that what is neither weights nor activations
    /// @param runBytes most in use in the runtime's arena while running: activations and workspace
    /// @param workspaceBytes of it the most that one node takes for itself while it runs; null
    ///   where the batch size was not profiled
    /// @param activationBytes of it the rest
    /// @param otherSpans medians in seconds of spans other than host to host
    public record Measured(
            double p50,
            double min,
            double p90,
            double p95,
            double p99,
            double p999,
            double max,
            double mean,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double halfWidth,
            @Nullable Double above,
            @Nullable Double below,
            @Nullable Double confidence,
            String span,
            @Nullable Double throughput,
            @Nullable Double noise,
            long samples,
            int processes,
            @Nullable Double memoryBytes,
            @Nullable Double memoryBeyond,
            @Nullable Long runBytes,
            @Nullable Long workspaceBytes,
            @Nullable Long activationBytes,
            SortedMap<String, Double> otherSpans,
            @Nullable Double energyJoules,
            @Nullable Double clockHertz,
            @Nullable Double celsius,
            @Nullable Double deviceBusy,
            @Nullable First firstRuns) {}

    /// What the first process did before it was timed.
    public record First(
            double sessionSeconds,
            List<Double> runSeconds,
            long warmupRuns,
            double warmupSeconds,
            boolean settled) {}

    /// Measured minus estimated, in parts that add up to it.
    ///
    /// @param speed the machine's own; null where it is not known
    public record Gap(double seconds, List<Part> parts, @Nullable Speed speed) {}

    /// How fast the processor was beside the measurement, against its calibration.
    ///
    /// @param product time of the reference product over that in calibration; above 1: slower
    /// @param chain likewise of a chain of small kernels
    /// @param addition likewise of a large addition
    /// @param estimatedSeconds what the estimate would be at that speed
    /// @param explained by how much that is above the estimate, as a share of the estimate
    /// @param difference by how much the measurement is above the estimate, as a share of it
    public record Speed(
            double product,
            double chain,
            double addition,
            double estimatedSeconds,
            double explained,
            double difference) {}

    /// A part of a gap.
    public record Part(String name, double seconds, String meaning) {}

    /// Shares of the device's limits; null where unknown.
    public record Use(
            @Nullable Double computeEstimated,
            @Nullable Double computeAchieved,
            @Nullable Double memoryBandwidth,
            @Nullable Double dispatch,
            @Nullable Double copies,
            @Nullable Double saturation,
            @Nullable Double memory) {}

    /// One operator type; seconds inside its nodes.
    public record Operator(
            String operator,
            int nodes,
            @Nullable Double estimatedSeconds,
            @Nullable Double measuredSeconds,
            @Nullable Double ratio,
            @Nullable Double share) {}

    /// One node of the graph; the time is that of the group that it is the main node of.
    ///
    /// @param position in execution order, from 1
    /// @param block kinds of the blocks that it is part of
    public record Layer(
            int position,
            String name,
            String operator,
            String runsAs,
            String block,
            String inputShapes,
            String outputShapes,
            long parameters,
            @Nullable Double flops,
            @Nullable Double bytes,
            @Nullable Double flopsPerByte,
            @Nullable Double estimatedSeconds,
            @Nullable Double measuredSeconds,
            @Nullable Double ratio,
            String bound) {}

    /// What a profiled batch size spends beside the model's own nodes.
    ///
    /// @param replayedNodes whose time is that of their kernel timed by itself; the others' is the
    ///   runtime's profile
    public record Beside(
            long batch,
            double scale,
            double outsideSeconds,
            double addedSeconds,
            int addedNodes,
            int replayedNodes) {}

    /// Bytes in one precision at one batch size; `total` is with the weights.
    public record Memory(
            String precision,
            long batch,
            long weights,
            @Nullable Long unfused,
            @Nullable Long unfusedWithInputs,
            @Nullable Long fused,
            @Nullable Long fusedWithInputs,
            @Nullable Long totalUnfused,
            @Nullable Long totalFused) {}

    /// What the structure shows.
    public record Architecture(
            String type,
            String why,
            @Nullable String family,
            @Nullable String task,
            @Nullable Long classes,
            List<String> repetitions,
            int blocks,
            SortedMap<String, Integer> blockCounts,
            @Nullable Cache kvCache) {}

    /// A decoder's cache.
    public record Cache(int tensors, @Nullable Long bytesPerToken) {}

    /// A risk signal.
    public record FindingJson(
            String id, String severity, String message, String advice, List<String> nodes) {}

    /// Where and how was measured.
    public record MeasurementJson(
            String sha256,
            String device,
            String provider,
            String precision,
            String span,
            @Nullable String cpu,
            @Nullable String gpu,
            @Nullable String driver,
            @Nullable String os,
            @Nullable Long hostMemoryBytes,
            @Nullable String runtime,
            @Nullable String jvm,
            @Nullable String time,
            SortedMap<String, String> libraries,
            SortedMap<String, String> deviceState,
            SortedMap<String, String> options,
            String budget,
            double budgetSeconds,
            double usedSeconds,
            int rounds,
            long seed,
            double intervalTarget,
            double warmupTolerance,
            String stopped,
            int batches,
            int validBatches,
            List<String> warnings) {}
}
