package assay.benchmark.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder for what one process leaves for another, deleted when closed. A virtual machine that is
/// told to end, as by Ctrl-C, waits a moment for that; only one that is killed outright leaves it
/// behind.
public final class TemporaryFolder implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Path path;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "folder-in-use");

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /// A new one, whose name begins with `prefix`.
    public static TemporaryFolder create(String prefix) throws IOException {
        TemporaryFolder folder =
                new TemporaryFolder(Files.createTempDirectory(prefix).toRealPath());
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    /// With links resolved, as the processes name it.
    public Path path() {
        return path;
    }

    private void await() {
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the virtual machine is going down, and waits for this
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } finally {
            closed.countDown();
        }
    }
}
