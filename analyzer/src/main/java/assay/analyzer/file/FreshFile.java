package assay.analyzer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes a file whole: at every moment it is the old one or the new one.
///
/// What is there and is no regular file, such as `/dev/stdout` or a pipe, is written to and stays
/// what it is: taking its place would take it away from everybody. A link stays too, and what it
/// points to is replaced.
public final class FreshFile {

    private FreshFile() {}

    /// What is to be in the file.
    @FunctionalInterface
    public interface Content {

        /// Writes it, buffered as is fit.
        void to(OutputStream out) throws IOException;
    }

    /// Writes `content` to `file`. Exceptions may name the file that was to become it.
    ///
    /// @throws IOException if it cannot be written; what was there is there still
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                content.to(out);
            }
            return;
        }
        Path target = target(file);
        // Not a temporary file of the JDK's making: those are readable by their owner alone.
        Path fresh =
                target.resolveSibling(
                        "." + target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW)) {
                content.to(out);
            }
            try {
                Files.move(
                        fresh,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Where a link points to, be it there yet or not; else the file itself.
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path absolute = file.toAbsolutePath();
        return Files.isSymbolicLink(absolute)
                ? absolute.resolveSibling(Files.readSymbolicLink(absolute))
                : absolute;
    }
}
