package acceptance;

import java.util.Locale;

/// Figures as the report prints them.
final class Figures {

    private Figures() {}

    static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f ms", seconds * 1e3);
    }

    static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }

    /// A whole number out of JSON.
    static String count(Object number) {
        return number instanceof Double value ? String.valueOf(value.longValue()) : String.valueOf(number);
    }
}
