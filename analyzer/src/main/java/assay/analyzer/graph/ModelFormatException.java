package assay.analyzer.graph;

import java.nio.file.Path;

/// A file that is not a model that can be read. The message is one sentence for the user: which
/// file, where, what.
public final class ModelFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    /// @param offset byte offset of the trouble, or -1 where it has no place
    /// @param what what is wrong, and if it can be told, what to do
    public ModelFormatException(Path path, long offset, String what) {
        super(path + (offset >= 0 ? ", byte " + offset : "") + ": " + what);
        this.offset = offset;
    }

    /// Byte offset of the trouble, or -1.
    public long offset() {
        return offset;
    }
}
