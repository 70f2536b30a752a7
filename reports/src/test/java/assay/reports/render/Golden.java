package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds a text against the file kept under `src/test/resources/golden`.
/// `-Dassay.golden.rewrite=true` writes the files anew.
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /// As [#check(String, String)], of a page without what every page shares and without pictures,
    /// whose shapes hang on the fonts of the machine.
    public static void checkPage(String name, String html) throws IOException {
        check(
                name,
                html.replaceAll("(?s)<(style|script)\\b[^>]*>.*?</\\1>", "<$1/>")
                        .replaceAll("(?s)<meta http-equiv.*?>", "<meta/>")
                        .replaceAll("(?s)<svg\\b.*?</svg>", "<svg/>"));
    }

    public static void check(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("assay.golden.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        assertThat(file).as("golden file; write it with -Dassay.golden.rewrite=true").exists();
        assertThat(actual).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }
}
