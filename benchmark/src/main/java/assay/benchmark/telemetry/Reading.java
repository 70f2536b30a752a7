package assay.benchmark.telemetry;

import java.util.function.Function;

/// What an instrument said: a value, or the reason why there is none. A reading that is not
/// available is never 0.
///
/// @param <T> the type of the value
public sealed interface Reading<T> {

    /// A value that was read.
    ///
    /// @param value what was read
    record Known<T>(T value) implements Reading<T> {}

    /// No value.
    ///
    /// @param why one clause a person understands, such as "this GPU does not support it"
    record Missing<T>(String why) implements Reading<T> {}

    /// A reading that holds `value`.
    static <T> Reading<T> known(T value) {
        return new Known<>(value);
    }

    /// A reading that holds nothing, because of `why`.
    static <T> Reading<T> missing(String why) {
        return new Missing<>(why);
    }

    /// Whether there is a value.
    default boolean isKnown() {
        return this instanceof Known<T>;
    }

    /// The value, or `other` where there is none.
    default T orElse(T other) {
        return switch (this) {
            case Known<T>(T value) -> value;
            case Missing<T> _ -> other;
        };
    }

    /// The value transformed; a missing one keeps its reason.
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return switch (this) {
            case Known<T>(T value) -> known(function.apply(value));
            case Missing<T>(String why) -> missing(why);
        };
    }

    /// The value's own reading; a missing one keeps its reason.
    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        return switch (this) {
            case Known<T>(T value) -> function.apply(value);
            case Missing<T>(String why) -> missing(why);
        };
    }

    /// The value as text, or "not available: " and the reason.
    default String describe() {
        return switch (this) {
            case Known<T>(T value) -> String.valueOf(value);
            case Missing<T>(String why) -> "not available: " + why;
        };
    }
}
