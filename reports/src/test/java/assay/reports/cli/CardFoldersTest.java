package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CardFoldersTest {

    @Test
    void modelsOfOneNameGetAFolderEach() {
        CardFolders folders = new CardFolders(null, 4);
        assertThat(folders.next("net")).isEqualTo(Path.of("assay-out/net"));
        assertThat(folders.next("net-2")).isEqualTo(Path.of("assay-out/net-2"));
        assertThat(folders.next("net")).isEqualTo(Path.of("assay-out/net-3"));
        assertThat(folders.next("..")).isEqualTo(Path.of("assay-out/model"));
    }

    @Test
    void aSingleModelGoesToTheFolderNamedAndSeveralGoBelowIt() {
        assertThat(new CardFolders(Path.of("here"), 1).next("net")).isEqualTo(Path.of("here"));
        assertThat(new CardFolders(Path.of("here"), 2).next("net")).isEqualTo(Path.of("here/net"));
    }
}
