package assay.benchmark.telemetry;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A small file of `/proc` that is read again and again. It is opened once: a reader that sleeps a
/// tenth of a second finds its code out of the caches, so that each call that is spared counts.
final class ProcFile implements AutoCloseable {

    private static final int MOST_BYTES = 1024;

    private final RandomAccessFile file;
    private final byte[] bytes = new byte[MOST_BYTES];

    private ProcFile(RandomAccessFile file) {
        this.file = file;
    }

    /// Null where there is no such file, as on another system or where its process is gone.
    static @Nullable ProcFile open(Path path) {
        try {
            return Files.exists(path)
                    ? new ProcFile(new RandomAccessFile(path.toFile(), "r"))
                    : null;
        } catch (IOException _) {
            return null;
        }
    }

    /// What it holds now, up to its first 1,024 bytes.
    ///
    /// @throws IOException if what it tells of is gone
    String read() throws IOException {
        file.seek(0);
        int length = file.read(bytes);
        return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // it was only read
        }
    }
}
