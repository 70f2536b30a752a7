package assay.reports.cli;

/// Exit codes, as scripts rely on them.
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REGRESSION = 3;
    static final int INCONCLUSIVE = 4;
    static final int INVALID_MEASUREMENT = 5;

    private Exit() {}
}
