package assay.benchmark.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Fetches the CUDA libraries through Maven into Assay's cache, on request: about 2.4 GB are
/// downloaded and about 1.5 GB kept. Only the libraries that are needed are taken out of the jars,
/// each with its SHA-256 written beside it.
public final class CudaInstall {
    /// The file with one line a library: its SHA-256, two blanks, its name.
    static final String CHECKSUMS = "SHA256SUMS";

    private static final int BUFFER = 1 << 20;

    /// How far a step has come.
    ///
    /// @param step what is done, as a person reads it
    /// @param bytes done so far
    /// @param total all of them; while downloading an approximation
    public record Progress(String step, long bytes, long total) {}

    /// Is told of progress, at most a few times a second.
    @FunctionalInterface
    public interface Listener {
        /// Called with the state of the step in hand.
        void progressed(Progress progress);
    }

    private final List<String> maven;
    private final Path cache;
    private final Listener listener;

    /// @param maven the command that runs Maven, such as `mvn` or the wrapper's path
    /// @param cache Assay's cache folder
    public CudaInstall(List<String> maven, Path cache, Listener listener) {
        this.maven = List.copyOf(maven);
        this.cache = cache;
        this.listener = listener;
    }

    /// Downloads and unpacks the set; does nothing where it is there already.
    ///
    /// @return the folder with the libraries
    /// @throws IOException if Maven cannot be run or fails, a jar lacks a library, or the cache
    ///   cannot be written; what was downloaded is kept for the next try
    /// @throws InterruptedException if the thread is interrupted; Maven is stopped
    public Path install() throws IOException, InterruptedException {
        return install(CudaSet.ARTIFACTS);
    }

    Path install(List<CudaSet.Artifact> artifacts) throws IOException, InterruptedException {
        Path folder = CudaSet.folder(cache);
        if (Files.isRegularFile(folder.resolve(CHECKSUMS))) {
            return folder;
        }
        Path downloads = Files.createDirectories(cache.resolve(CudaSet.NAME + ".download"));
        Path fresh = cache.resolve(CudaSet.NAME + ".part");
        delete(fresh);
        Files.createDirectories(fresh);
        var checksums = new LinkedHashMap<String, String>();
        for (var artifact : artifacts) {
            Path jar = download(artifact, downloads);
            checksums.putAll(extract(jar, artifact, fresh));
        }
        var lines = new ArrayList<String>();
        checksums.forEach((name, sum) -> lines.add(sum + "  " + name));
        Files.write(fresh.resolve(CHECKSUMS), lines);
        delete(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        delete(downloads);
        return folder;
    }

    /// Runs `dependency:get` into a repository of our own, which is deleted at the end, so that the
    /// jar does not stay in the user's. Maven checks what it got against the repository's checksum.
    private Path download(CudaSet.Artifact artifact, Path repository)
            throws IOException, InterruptedException {
        String[] part = artifact.coordinates().split(":", -1);
        Path home = repository.resolve(part[0].replace('.', '/')).resolve(part[1]).resolve(part[2]);
        Path jar = home.resolve(part[1] + "-" + part[2] + "-" + part[4] + "." + part[3]);
        if (Files.isRegularFile(jar)) {
            return jar;
        }
        var command = new ArrayList<>(maven);
        command.addAll(
                List.of(
                        "--batch-mode",
                        "--quiet",
                        "--strict-checksums",
                        "-Dmaven.repo.local=" + repository.toAbsolutePath(),
                        "dependency:get",
                        "-Dtransitive=false",
                        "-Dartifact=" + artifact.coordinates()));
        Path log = repository.resolve("maven.log");
        var process =
                new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                listener.progressed(
                        new Progress(
                                "downloading " + part[1] + " " + part[2],
                                size(home),
                                artifact.bytes()));
            }
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0 || !Files.isRegularFile(jar)) {
            throw new IOException(
                    "Maven did not get " + artifact.coordinates() + ": " + firstLines(log));
        }
        return jar;
    }

    private static String firstLines(Path log) throws IOException {
        var lines = Files.readString(log).lines().filter(line -> !line.isBlank()).limit(3).toList();
        return lines.isEmpty() ? "it said nothing" : String.join(" ", lines);
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += file.toFile().length();
            }
        }
        return bytes;
    }

    /// Takes the artifact's libraries out of its jar, whatever folder they lie in there.
    ///
    /// @return name to SHA-256, in hexadecimal
    Map<String, String> extract(Path jar, CudaSet.Artifact artifact, Path folder)
            throws IOException {
        var wanted = new TreeSet<>(artifact.required());
        var checksums = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                var entry = all.nextElement();
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                boolean asked = wanted.remove(name) || name.matches(artifact.optional());
                if (asked && !entry.isDirectory()) {
                    checksums.put(name, copy(zip, entry, folder.resolve(name)));
                }
            }
        }
        if (!wanted.isEmpty()) {
            throw new IOException(
                    jar.getFileName() + " does not hold " + String.join(", ", wanted));
        }
        return checksums;
    }

    private String copy(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        var digest = sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
                listener.progressed(
                        new Progress("unpacking " + target.getFileName(), bytes, entry.getSize()));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The libraries in the cache that are absent or differ from their checksums; empty when all
    /// are as they were unpacked.
    ///
    /// @throws IOException if the set is not installed or cannot be read
    public static List<String> damaged(Path cache) throws IOException {
        Path folder = CudaSet.folder(cache);
        var damaged = new ArrayList<String>();
        for (String line : Files.readAllLines(folder.resolve(CHECKSUMS))) {
            int blank = line.indexOf("  ");
            String name = line.substring(blank + 2);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !line.substring(0, blank).equals(checksum(file))) {
                damaged.add(name);
            }
        }
        return List.copyOf(damaged);
    }

    private static String checksum(Path file) throws IOException {
        var digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
