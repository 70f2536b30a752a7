package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDataTest {

    @TempDir Path folder;
    private Path model = Path.of("model.onnx");

    @BeforeEach
    void makeFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("model"));
        model = inner.resolve("model.onnx");
        Files.write(folder.resolve("secret"), new byte[] {1});
        Files.write(inner.resolve("weights.bin"), new byte[] {1, 2, 3});
    }

    @Test
    void findsAFileBesideTheModel() {
        assertThat(ExternalData.resolve(model, "./weights.bin"))
                .isInstanceOfSatisfying(
                        ExternalData.Found.class, found -> assertThat(found.bytes()).isEqualTo(3));
        assertThat(ExternalData.resolve(model, "none.bin"))
                .isInstanceOf(ExternalData.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "sub/../../secret",
                "..\\secret",
                "/etc/hostname",
                "C:\\secret",
                "",
                ".",
                "a\0b"
            })
    void refusesWhatLiesOutside(String location) {
        assertThat(ExternalData.resolve(model, location)).isInstanceOf(ExternalData.Outside.class);
    }

    @Test
    void refusesALinkThatLeadsOut() throws IOException {
        Files.createSymbolicLink(model.resolveSibling("link"), folder.resolve("secret"));
        assertThat(ExternalData.resolve(model, "link")).isInstanceOf(ExternalData.Outside.class);
    }
}
