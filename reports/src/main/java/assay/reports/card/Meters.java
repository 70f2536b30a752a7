package assay.reports.card;

import java.util.List;

/// "Speed of light": shares of what the device could do, as bars of one length.
public record Meters(List<Meter> meters) implements Block {
    public Meters {
        meters = List.copyOf(meters);
    }

    /// One bar.
    ///
    /// @param label "compute", "memory", "dispatch", "device memory"
    /// @param share of the limit, in [Unit#FRACTION], 1 = full; or unknown
    /// @param detail the numbers behind the share ("0.4 of 80 GiB"), or empty: then the share is
    ///   printed
    /// @param hint what counts as full, as tooltip
    public record Meter(String label, Quantity share, Text detail, String hint) {}
}
