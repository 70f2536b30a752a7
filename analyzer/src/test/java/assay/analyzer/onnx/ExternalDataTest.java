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

    @Test
    void aNameIsNotDecoded() {
        assertThat(ExternalData.resolve(model, "%2e%2e/secret"))
                .isInstanceOf(ExternalData.Missing.class);
    }

    /// A model hub's cache holds links to files of other names in another folder.
    @Test
    void aLinkedModelHasItsDataBesideTheLinkOrTheFile() throws IOException {
        Files.write(model, new byte[] {8, 1});
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path link = cache.resolve("model.onnx");
        Files.createSymbolicLink(link, model);
        assertThat(ExternalData.resolve(link, "weights.bin"))
                .isInstanceOf(ExternalData.Found.class);
        Files.write(cache.resolve("own.bin"), new byte[] {1});
        assertThat(ExternalData.resolve(link, "own.bin")).isInstanceOf(ExternalData.Found.class);
        assertThat(ExternalData.resolve(link, "../secret"))
                .isInstanceOf(ExternalData.Outside.class);
    }
}
