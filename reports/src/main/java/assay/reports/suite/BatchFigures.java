package assay.reports.suite;

import assay.reports.card.Quantity;
import assay.reports.card.Unit;
import assay.reports.suite.SuiteJson.Batch;
import org.jspecify.annotations.Nullable;

/// Figures of one batch size of a case.
final class BatchFigures {

    private BatchFigures() {}

    static Quantity estimated(Batch batch) {
        Quantity known = estimate(batch.estimatedSeconds(), Unit.SECONDS, batch.whyNotEstimated());
        return known instanceof Quantity.Known number
                        && batch.estimatedLow() != null
                        && batch.estimatedHigh() != null
                ? number.within(batch.estimatedLow(), batch.estimatedHigh())
                : known;
    }

    static Quantity measured(Batch batch) {
        Quantity known = measure(batch.measuredSeconds(), Unit.SECONDS, batch);
        return known instanceof Quantity.Known number
                        && batch.measuredLow() != null
                        && batch.measuredHigh() != null
                ? number.within(batch.measuredLow(), batch.measuredHigh())
                : known;
    }

    static Quantity estimate(@Nullable Double value, Unit unit, String why) {
        return value == null
                ? Quantity.unknown(why.isEmpty() ? "not estimated" : why)
                : Quantity.estimated(value, unit);
    }

    static Quantity measure(@Nullable Double value, Unit unit, Batch batch) {
        return value == null
                ? Quantity.unknown(
                        batch.whyNotMeasured().isEmpty()
                                ? "it cannot be read here"
                                : batch.whyNotMeasured())
                : Quantity.measured(value, unit);
    }
}
