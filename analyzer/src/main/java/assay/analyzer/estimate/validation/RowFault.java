package assay.analyzer.estimate.validation;

import java.nio.file.Path;

/// A row of a table that cannot be judged. The others still are.
///
/// @param line line of the file, the header being 1; 0 where the whole file is meant
/// @param key column at fault, empty where the row as a whole is
public record RowFault(Path file, long line, String key, String what) {
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (key.isEmpty() ? "" : ", column '" + key + "'")
                + ": "
                + what;
    }
}
