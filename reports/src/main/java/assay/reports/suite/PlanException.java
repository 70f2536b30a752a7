package assay.reports.suite;

import java.nio.file.Path;

/// A plan that cannot be followed: one sentence with file, line and key.
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Names the place and what is wrong there.
    ///
    /// @param line counted from 1
    /// @param key where in the plan, such as `models[2].budget`; empty for the whole of it
    public PlanException(Path file, int line, String key, String what) {
        super(file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + what);
    }
}
