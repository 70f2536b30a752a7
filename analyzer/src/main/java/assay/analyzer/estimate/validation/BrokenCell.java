package assay.analyzer.estimate.validation;

/// A cell that cannot be used; caught where its row becomes a [RowFault].
final class BrokenCell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String what;

    BrokenCell(String key, String what) {
        super(key + ": " + what, null, false, false);
        this.key = key;
        this.what = what;
    }

    String key() {
        return key;
    }

    String what() {
        return what;
    }
}
