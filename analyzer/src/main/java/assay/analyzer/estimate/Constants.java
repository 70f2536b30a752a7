package assay.analyzer.estimate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// A value for each [FittedConstant]. A refit that leaves a GPU out makes others than [#FITTED].
public final class Constants {
    /// Fitted on all GPUs that have rows.
    public static final Constants FITTED = fitted();

    private final Map<FittedConstant, Double> values;

    private Constants(Map<FittedConstant, Double> values) {
        this.values = values;
    }

    private static Constants fitted() {
        Map<FittedConstant, Double> values = new EnumMap<>(FittedConstant.class);
        for (FittedConstant constant : FittedConstant.values()) {
            values.put(constant, constant.value());
        }
        return new Constants(values);
    }

    /// The value of one.
    public double of(FittedConstant constant) {
        return Objects.requireNonNull(values.get(constant));
    }

    /// The same with another value for one.
    public Constants with(FittedConstant constant, double value) {
        Map<FittedConstant, Double> changed = new EnumMap<>(values);
        changed.put(constant, Positive.orZero(constant.name(), value));
        return new Constants(changed);
    }
}
