package assay.reports.cli;

/// The command was given something that it cannot work with: one sentence, exit code 2.
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String what) {
        super(what);
    }
}
