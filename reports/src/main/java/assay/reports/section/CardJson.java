package assay.reports.section;

import assay.reports.card.PlainText;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import java.util.List;
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
        ModelJson model,
        ModelJson.Counts counts,
        String precision,
        long focusBatch,
        @Nullable DeviceJson device,
        String whyNotEstimated,
        Knee knee,
        List<BatchJson> batches,
        List<Sentence> scaling,
        List<Operator> operators,
        List<Layer> layers,
        List<Beside> breakdowns,
        List<ModelJson.Memory> memory,
        ModelJson.Architecture architecture,
        List<ModelJson.Finding> findings,
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
}
