package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.benchmark.session.CudaLibrary.Location;
import assay.benchmark.session.CudaLibrary.Source;
import assay.benchmark.telemetry.Reading;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {
    @TempDir Path root;

    @Test
    void theLinkersOrderComesFirstAndCudaFoldersLast() throws Exception {
        Path named = library("named/libcudart.so.12");
        Path cached = library("cached/libcublas.so.12");
        Path folder = library("local/cuda-12.10/lib64/libcurand.so.10").getParent();
        library("local/cuda-12.9/lib64/libcurand.so.10");
        var search =
                new LibrarySearch(
                        List.of(named.getParent()),
                        Map.of("libcublas.so.12", cached, "libcudart.so.12", cached),
                        List.of(),
                        LibrarySearch.cudaFolders(root.resolve("local")));
        assertThat(search.find("libcudart.so.12"))
                .isEqualTo(Reading.known(new Location(named, Source.LIBRARY_PATH)));
        assertThat(search.find("libcublas.so.12"))
                .isEqualTo(Reading.known(new Location(cached, Source.SYSTEM)));
        // 12.10 is newer than 12.9.
        assertThat(search.find("libcurand.so.10"))
                .isEqualTo(
                        Reading.known(
                                new Location(
                                        folder.resolve("libcurand.so.10"), Source.CUDA_FOLDER)));
        var libraries = CudaLibraries.find(root.resolve("empty"), search);
        assertThat(libraries.missing()).containsExactly("libcuda.so.1", "libcublasLt.so.12");
        assertThat(libraries.preloads()).containsExactly(folder.resolve("libcurand.so.10"));
    }

    @Test
    void readsTheLinkersCacheAsLdconfigPrintsIt() {
        var cache =
                LibrarySearch.parseCache(
                        """
                        3 libs found in cache `/etc/ld.so.cache'
                        	libcuda.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so.1
                        	libcuda.so.1 (libc6) => /lib/i386-linux-gnu/libcuda.so.1
                        	libcuda.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so
                        """);
        assertThat(cache)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "libcuda.so.1", Path.of("/lib/x86_64-linux-gnu/libcuda.so.1"),
                                "libcuda.so", Path.of("/lib/x86_64-linux-gnu/libcuda.so")));
    }

    @Test
    void theVersionStandsInTheNameOfTheFileBehindTheLink() throws Exception {
        Path real = library("lib/libcublas.so.12.6.4.1");
        Path link = Files.createSymbolicLink(root.resolve("lib/libcublas.so.12"), real);
        assertThat(LibrarySearch.version("libcublas.so.12", link))
                .isEqualTo(Reading.known("12.6.4.1"));
        Path bare = library("lib/libcurand.so.10");
        assertThat(LibrarySearch.version("libcurand.so.10", bare).isKnown()).isFalse();
    }

    @Test
    void versionsAreThoseOfTheFilesAndOfAssaysSetItsName() throws Exception {
        Path real = library("lib/libcublas.so.12.9.1.4");
        Path link = Files.createSymbolicLink(root.resolve("lib/libcublas.so.12"), real);
        Path bare = library("lib/libcurand.so.10");
        var search =
                new LibrarySearch(
                        List.of(),
                        Map.of("libcublas.so.12", link, "libcurand.so.10", bare),
                        List.of(),
                        List.of());
        assertThat(CudaLibraries.find(root.resolve("none"), search).versions())
                .isEqualTo(Map.of("libcublas.so.12", "12.9.1.4"));
        for (String soname : CudaSet.LOAD_ORDER) {
            library("cache/" + CudaSet.NAME + "/" + soname);
        }
        assertThat(CudaLibraries.find(root.resolve("cache"), search).versions())
                .hasSize(CudaSet.LOAD_ORDER.size())
                .containsEntry("libcudnn.so.9", "of " + CudaSet.NAME);
    }

    @Test
    void takesOnlyTheWantedLibrariesOutOfTheJarsAndNotesTheirChecksums() throws Exception {
        // Maven's part is played by a script that puts a small jar where Maven would.
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        Path small = root.resolve("small.jar");
        jar(
                small,
                Map.of(
                        "org/example/linux-x86_64/liba.so.1", "abc",
                        "org/example/linux-x86_64/libcudnn_cnn.so.9", "",
                        "org/example/linux-x86_64/libunwanted.so.1", "no"));
        Path maven =
                script(
                        "mkdir -p org/example/set/1.0 && cp '"
                                + small
                                + "' org/example/set/1.0/set-1.0-natives.jar");
        var artifact =
                new CudaSet.Artifact(
                        "org.example:set:1.0:jar:natives",
                        100,
                        List.of("liba.so.1"),
                        "libcudnn\\w*\\.so\\.9");
        var steps = new ArrayList<CudaInstall.Progress>();
        Path cache = root.resolve("cache");
        var install = new CudaInstall(List.of("/bin/sh", maven.toString()), cache, steps::add);

        Path folder = install.install(List.of(artifact));

        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("liba.so.1", "libcudnn_cnn.so.9", "SHA256SUMS");
        }
        assertThat(folder.resolve("liba.so.1")).hasContent("abc");
        // SHA-256 of "abc" (FIPS 180-4, example) and of nothing.
        assertThat(Files.readAllLines(folder.resolve("SHA256SUMS")))
                .containsExactlyInAnyOrder(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  liba.so.1",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  libcudnn_cnn.so.9");
        assertThat(steps).contains(new CudaInstall.Progress("unpacking liba.so.1", 3, 3));
        assertThat(cache.resolve(CudaSet.NAME + ".download")).doesNotExist();
        assertThat(CudaInstall.damaged(cache)).isEmpty();
        Files.writeString(folder.resolve("liba.so.1"), "abd");
        assertThat(CudaInstall.damaged(cache)).containsExactly("liba.so.1");
    }

    @Test
    void aJarWithoutALibraryIsRefusedByName() throws Exception {
        Path small = root.resolve("small.jar");
        jar(small, Map.of("x/libb.so.1", "b"));
        var install = new CudaInstall(List.of("none"), root, _ -> {});
        var artifact = new CudaSet.Artifact("g:a:1:jar:c", 1, List.of("liba.so.1"), "");
        assertThatThrownBy(() -> install.extract(small, artifact, root))
                .hasMessage("small.jar does not hold liba.so.1");
    }

    @Test
    void whatMavenSaidIsInTheMessage() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        Path maven = script("echo '[ERROR] no route to the repository'; exit 1");
        var install =
                new CudaInstall(
                        List.of("/bin/sh", maven.toString()), root.resolve("cache"), _ -> {});
        assertThatThrownBy(install::install)
                .hasMessageContaining("org.bytedeco:cuda-redist")
                .hasMessageContaining("no route to the repository");
        assertThat(root.resolve("cache").resolve(CudaSet.NAME)).doesNotExist();
    }

    private Path script(String line) throws Exception {
        return Files.writeString(root.resolve("maven.sh"), line + "\n");
    }

    private Path library(String path) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static void jar(Path file, Map<String, String> entries) throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("org/")); // jars name their folders too
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes());
                zip.closeEntry();
            }
        }
    }
}
