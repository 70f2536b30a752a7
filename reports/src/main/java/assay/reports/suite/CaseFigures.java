package assay.reports.suite;

import assay.reports.card.Quantity;
import assay.reports.card.Unit;
import assay.reports.suite.SuiteJson.Batch;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Figures of one case over its batch sizes: measured where anything was, else estimated.
final class CaseFigures {

    private CaseFigures() {}

    /// Of the smallest batch size that has one.
    static Quantity latency(Case each) {
        return each.batches().stream()
                .filter(batch -> batch.measuredSeconds() != null)
                .findFirst()
                .map(BatchFigures::measured)
                .or(() -> each.batches().stream().map(BatchFigures::estimated).findFirst())
                .orElse(Quantity.unknown(why(each)));
    }

    /// Most samples a second.
    static Quantity throughput(Case each) {
        return most(each, Batch::measuredThroughput, Batch::estimatedThroughput, Unit.PER_SECOND);
    }

    static Quantity knee(Case each) {
        if (each.kneeMeasured() != null) {
            return Quantity.measured((double) each.kneeMeasured(), Unit.COUNT).inFull();
        }
        boolean estimated =
                each.batches().stream().anyMatch(batch -> batch.estimatedSeconds() != null);
        if (each.kneeEstimated() != null && each.state() == State.ESTIMATED && estimated) {
            return Quantity.estimated((double) each.kneeEstimated(), Unit.COUNT).inFull();
        }
        return Quantity.unknown(
                each.state() == State.MEASURED
                        ? "it takes two batch sizes with figures"
                        : why(each));
    }

    /// Measured over estimated latency: the median over the batch sizes.
    static Quantity ratio(Case each) {
        List<Double> ratios =
                each.batches().stream()
                        .map(Batch::ratio)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        return ratios.isEmpty()
                ? Quantity.unknown(
                        each.batches().isEmpty()
                                ? why(each)
                                : each.batches().getFirst().whyNotCompared())
                : CaseTables.ratio(CaseTables.median(ratios));
    }

    /// Most bytes.
    static Quantity memory(Case each) {
        return most(each, Batch::measuredMemoryBytes, Batch::estimatedMemoryBytes, Unit.BYTES);
    }

    /// Least joules for one sample.
    static Quantity energy(Case each) {
        return each.batches().stream()
                .filter(batch -> batch.energyJoules() != null)
                .map(batch -> batch.energyJoules() / batch.batch())
                .min(Double::compare)
                .<Quantity>map(least -> Quantity.measured(least, Unit.JOULES))
                .orElse(
                        Quantity.unknown(
                                each.state() == State.MEASURED
                                        ? "the device's energy cannot be read here"
                                        : why(each)));
    }

    private static Quantity most(
            Case each,
            Function<Batch, @Nullable Double> measured,
            Function<Batch, @Nullable Double> estimated,
            Unit unit) {
        return most(each, measured)
                .<Quantity>map(value -> Quantity.measured(value, unit))
                .or(() -> most(each, estimated).map(value -> Quantity.estimated(value, unit)))
                .orElse(Quantity.unknown(why(each)));
    }

    private static Optional<Double> most(Case each, Function<Batch, @Nullable Double> figure) {
        return each.batches().stream()
                .<Double>mapMulti((batch, values) -> {
                    Double value = figure.apply(batch);
                    if (value != null) {
                        values.accept(value);
                    }
                })
                .max(Double::compare);
    }

    private static String why(Case each) {
        return switch (each.state()) {
            case OPEN -> "not reached yet";
            case FAILED, ESTIMATED -> each.why();
            case MEASURED -> "nothing is known of it";
        };
    }
}
