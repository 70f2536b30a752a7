package assay.reports.suite;

import assay.reports.section.BatchJson;
import assay.reports.section.CardJson;
import assay.reports.section.DeviceJson;
import assay.reports.section.MeasurementJson;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All cases of a suite as a tree for `suite.json`: SI base units; what is not known is null, and a
/// `why` beside it gives the reason.
///
/// @param schema [#SCHEMA]
/// @param name of the plan
/// @param command that goes on with the suite, or makes its report again
/// @param cases in the order of the plan
public record SuiteJson(
        String schema, String name, String version, String time, String command, List<Case> cases) {

    public static final String SCHEMA = "assay/suite/1";

    public SuiteJson {
        cases = List.copyOf(cases);
    }

    /// How far a case has come.
    public enum State {
        /// Measured; single batch sizes may still have failed.
        MEASURED,
        /// On paper only, since its file holds another precision.
        ESTIMATED,
        /// Nothing came of it; `why` says what stood in the way.
        FAILED,
        /// Not reached yet.
        OPEN
    }

    /// One model on one provider in one precision under one setting of options.
    ///
    /// @param id of the case, and its folder beside `suite.json`, with forward slashes
    /// @param device null where it was not reached
    /// @param options of the runtime that were set
    /// @param why it failed, or is estimated only; else empty
    /// @param kneeMeasured smallest batch with 95 % of the best throughput; null where unknown
    /// @param batches ascending
    public record Case(
            String id,
            String model,
            @Nullable String device,
            String provider,
            String precision,
            SortedMap<String, String> options,
            State state,
            String why,
            @Nullable Long kneeMeasured,
            @Nullable Long kneeEstimated,
            List<Batch> batches) {

        public Case {
            options = new TreeMap<>(options);
            batches = List.copyOf(batches);
        }

        /// A case without figures.
        public static Case without(
                String id,
                String model,
                String provider,
                String precision,
                Map<String, String> options,
                State state,
                String why) {
            return new Case(
                    id,
                    model,
                    null,
                    provider,
                    precision,
                    new TreeMap<>(options),
                    state,
                    why,
                    null,
                    null,
                    List.of());
        }

        /// What the card of a case says.
        ///
        /// @param estimatedOnly why it is not measured; null where it was to be
        public static Case of(
                String id,
                String model,
                String provider,
                String precision,
                Map<String, String> options,
                CardJson card,
                @Nullable String estimatedOnly) {
            List<Batch> batches = card.batches().stream().map(Batch::of).toList();
            boolean measured = batches.stream().anyMatch(b -> b.measuredSeconds() != null);
            State state =
                    estimatedOnly != null
                            ? State.ESTIMATED
                            : measured ? State.MEASURED : State.FAILED;
            MeasurementJson measurement = card.measurement();
            DeviceJson device = card.device();
            return new Case(
                    id,
                    model,
                    measurement != null
                            ? measurement.device()
                            : device != null ? device.name() : null,
                    provider,
                    precision,
                    new TreeMap<>(options),
                    state,
                    switch (state) {
                        case ESTIMATED -> String.valueOf(estimatedOnly);
                        case FAILED ->
                                batches.stream()
                                        .map(Batch::whyNotMeasured)
                                        .filter(why -> !why.isEmpty())
                                        .findFirst()
                                        .orElse("nothing was measured");
                        case MEASURED, OPEN -> "";
                    },
                    card.knee().measured(),
                    card.knee().estimated(),
                    batches);
        }
    }

    /// One batch size of a case, host to host.
    ///
    /// @param measuredSeconds median; `measuredLow` and `measuredHigh` are its interval
    /// @param estimatedLow and `estimatedHigh` hold four of five measurements
    /// @param ratio measured over estimated
    /// @param measuredMemoryBytes on a GPU most device memory in use, on a CPU peak resident memory
    /// @param energyJoules of one run
    public record Batch(
            long batch,
            @Nullable Double estimatedSeconds,
            @Nullable Double estimatedLow,
            @Nullable Double estimatedHigh,
            @Nullable Double measuredSeconds,
            @Nullable Double measuredLow,
            @Nullable Double measuredHigh,
            @Nullable Double ratio,
            @Nullable Double estimatedThroughput,
            @Nullable Double measuredThroughput,
            @Nullable Double estimatedMemoryBytes,
            @Nullable Double measuredMemoryBytes,
            @Nullable Double energyJoules,
            String verdict,
            List<String> warnings,
            String whyNotEstimated,
            String whyNotMeasured,
            String whyNotCompared) {

        public Batch {
            warnings = List.copyOf(warnings);
        }

        static Batch of(BatchJson batch) {
            BatchJson.Estimate estimate = batch.estimate();
            BatchJson.Measured measured = batch.measured();
            return new Batch(
                    batch.batch(),
                    estimate == null ? null : Double.valueOf(estimate.seconds()),
                    estimate == null ? null : Double.valueOf(estimate.low()),
                    estimate == null ? null : Double.valueOf(estimate.high()),
                    measured == null ? null : Double.valueOf(measured.p50()),
                    measured == null ? null : measured.low(),
                    measured == null ? null : measured.high(),
                    batch.ratio(),
                    estimate == null ? null : Double.valueOf(estimate.throughput()),
                    measured == null ? null : measured.throughput(),
                    estimate == null ? null : estimate.memoryBytes(),
                    measured == null ? null : measured.memoryBytes(),
                    measured == null ? null : measured.energyJoules(),
                    batch.verdict(),
                    batch.warnings(),
                    batch.whyNotEstimated(),
                    batch.whyNotMeasured(),
                    batch.whyNotCompared());
        }
    }
}
