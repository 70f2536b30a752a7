package assay.analyzer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFileTest {

    @TempDir Path folder;

    private static void write(Path file, String text) throws IOException {
        FreshFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void replacesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old and longer");
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(file::equals);
    }

    @Test
    void leavesTheOldFileAndNoOtherWhereWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        assertThatThrownBy(() ->
                        FreshFile.write(
                                file,
                                out -> {
                                    out.write('n');
                                    throw new IOException("no room");
                                }))
                .hasMessage("no room");
        assertThat(file).hasContent("old");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void replacesWhatALinkPointsTo() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        Path ahead = Files.createSymbolicLink(folder.resolve("ahead"), Path.of("b"));
        write(ahead, "first");
        assertThat(ahead).isSymbolicLink();
        assertThat(folder.resolve("b")).hasContent("first");
    }

    /// A pipe stands for all that is no file, `/dev/stdout` and `/dev/full` among them.
    @Test
    void writesToAPipeAndLeavesItOne() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo to make a pipe with");
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        CompletableFuture<String> read =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return Files.readString(pipe);
                    } catch (IOException e) {
                        return e.toString();
                    }
                });
        write(pipe, "new");
        assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo("new");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }
}
