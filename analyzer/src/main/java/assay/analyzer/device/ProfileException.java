package assay.analyzer.device;

import java.nio.file.Path;

/// A profile that cannot be used, named by file and key.
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;

    public ProfileException(Path file, String key, String what) {
        this(file, key, what, null);
    }

    public ProfileException(
            Path file,
            String key,
            String what,
            @org.jspecify.annotations.Nullable Throwable cause) {
        super(file + (key.isEmpty() ? "" : ", key '" + key + "'") + ": " + what, cause);
        this.file = file.toString();
        this.key = key;
    }

    /// The profile's file.
    public String file() {
        return file;
    }

    /// The key at fault, empty where the whole file is.
    public String key() {
        return key;
    }
}
