package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `scripts/RaiseFormat.java`, on the library that the launcher has it rewrite.
final class RaiseFormatTest {

    /// Class files of Java 5 are of major version 49, of Java 8 of 52 (JVM specification, table
    /// 4.1-A).
    private static final int JAVA_5 = 49;

    private static final int JAVA_8 = 52;

    @TempDir Path folder;

    @Test
    void writesTheSameClassesInANewerFormatThatTheVerifierTakes() throws Exception {
        Path original =
                Path.of(
                        CommandLine.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path raised = Files.copy(original, folder.resolve("picocli.jar"));
        Process script =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                Path.of(System.getProperty("assay.root"), "scripts")
                                        .resolve("RaiseFormat.java")
                                        .toString(),
                                raised.toString())
                        .inheritIO()
                        .start();
        assertThat(script.waitFor()).isZero();

        assertThat(names(raised)).isEqualTo(names(original));
        assertThat(major(original, "picocli/CommandLine.class")).isEqualTo(JAVA_5);
        assertThat(major(raised, "picocli/CommandLine.class")).isEqualTo(JAVA_8);
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {raised.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names(raised)) {
                if (name.startsWith("picocli/") && name.endsWith(".class")) {
                    String type = name.substring(0, name.length() - ".class".length());
                    // Initialising a class has its code checked against its stack frames.
                    assertThat(Class.forName(type.replace('/', '.'), true, loader)).isNotNull();
                }
            }
        }
    }

    private static Set<String> names(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            Set<String> names = new TreeSet<>();
            jar.stream().map(ZipEntry::getName).forEach(names::add);
            return names;
        }
    }

    private static int major(Path library, String entry) throws IOException {
        try (JarFile jar = new JarFile(library.toFile());
                DataInputStream in =
                        new DataInputStream(
                                jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry))))) {
            // magic (4 bytes), minor and major version (2 each)
            in.skipNBytes(6);
            return in.readUnsignedShort();
        }
    }
}
