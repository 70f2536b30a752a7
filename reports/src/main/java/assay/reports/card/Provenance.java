package assay.reports.card;

/// Where a number comes from. Renderers set the kinds apart by form as well as by colour.
public enum Provenance {
    /// Read off a running model or device: solid, with its interval.
    MEASURED("measured"),
    /// Computed by the latency or memory model: thin, with its band.
    ESTIMATED("estimated"),
    /// Follows from the model file alone: operators, elements, FLOPs, bytes.
    COUNTED("counted"),
    /// Taken from a document or a file, such as a device's data sheet.
    STATED("stated");

    private final String word;

    Provenance(String word) {
        this.word = word;
    }

    /// The word that a reader sees.
    public String word() {
        return word;
    }
}
