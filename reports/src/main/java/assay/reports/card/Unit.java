package assay.reports.card;

/// The SI base unit that a number is held in; [Numbers] scales it when it is printed.
public enum Unit {
    SECONDS("s"),
    /// Printed in binary units: KiB, MiB, GiB.
    BYTES("B"),
    /// Printed in decimal units: GB/s.
    BYTES_PER_SECOND("B/s"),
    /// A count of operations, 1 MAC = 2 FLOPs.
    FLOPS("FLOPs"),
    MACS("MACs"),
    FLOPS_PER_SECOND("FLOP/s"),
    /// A rate of operations on integers.
    OPS_PER_SECOND("OP/s"),
    /// Arithmetic intensity.
    FLOPS_PER_BYTE("FLOP/B"),
    /// Samples or inferences per second.
    PER_SECOND("/s"),
    /// A bare count of things; the noun stands beside it.
    COUNT(""),
    /// A share, 1 = 100 %.
    FRACTION("%"),
    /// How many times as much, 1 = equal.
    RATIO("×"),
    HERTZ("Hz"),
    WATTS("W"),
    JOULES("J"),
    CELSIUS("°C");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /// The unit's symbol without a prefix.
    public String symbol() {
        return symbol;
    }
}
