package assay.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// The temporary folder in which measuring processes find their plans and leave what they found.
final class CasesFolder {

    private CasesFolder() {}

    static Path create() throws IOException {
        return Files.createTempDirectory("assay-cases").toRealPath();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
