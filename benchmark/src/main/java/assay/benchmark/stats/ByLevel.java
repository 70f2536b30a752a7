package assay.benchmark.stats;

import java.util.function.Function;

/// One thing for each [Level].
public record ByLevel<T>(T typical, T undisturbed) {

    /// The same at both.
    public static <T> ByLevel<T> both(T one) {
        return new ByLevel<>(one, one);
    }

    /// What `of` gives at each.
    public static <T> ByLevel<T> of(Function<Level, T> of) {
        return new ByLevel<>(of.apply(Level.TYPICAL), of.apply(Level.UNDISTURBED));
    }

    /// That of `level`.
    public T at(Level level) {
        return switch (level) {
            case TYPICAL -> typical;
            case UNDISTURBED -> undisturbed;
        };
    }

    /// What `change` makes of each.
    public <R> ByLevel<R> map(Function<T, R> change) {
        return new ByLevel<>(change.apply(typical), change.apply(undisturbed));
    }
}
