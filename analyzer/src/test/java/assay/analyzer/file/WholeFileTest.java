package assay.analyzer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir Path folder;

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        Path file = folder.resolve("marked.json");
        Files.write(file, "\uFEFF{\"µ\": 1}".getBytes(StandardCharsets.UTF_8));
        assertThat(WholeFile.text(file)).isEqualTo("{\"µ\": 1}");
    }

    @Test
    void whatCannotBeReadIsNamedWithTheReason() throws Exception {
        Path latin = folder.resolve("latin.json");
        Files.write(latin, new byte[] {'{', (byte) 0xE9, '}'}); // é in Latin-1, no UTF-8
        assertUnread(latin, "is no text in UTF-8");
        assertUnread(folder, "is a folder, and a file is wanted");
        assertUnread(folder.resolve("absent.json"), "there is no such file");
        assertUnread(latin.resolve("inside-a-file.json"), "Not a directory");
    }

    private static void assertUnread(Path file, String why) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.text(file))
                .satisfies(e -> {
                    assertThat(e.getFile()).isEqualTo(file.toString());
                    assertThat(e.getReason()).isEqualTo(why);
                });
    }
}
