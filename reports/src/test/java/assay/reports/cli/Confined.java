package assay.reports.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/// Limits that only the system's administrator can set; tests that need one are left out where the
/// system does not let them.
final class Confined {

    private Confined() {}

    /// A file system of its own of so many KiB; unmounted when closed.
    record Disk(Path path) implements AutoCloseable {

        static Disk of(Path folder, int kibibytes) throws IOException, InterruptedException {
            Path path = Files.createDirectory(folder.resolve("disk"));
            Assumptions.assumeTrue(
                    succeeds(
                            "mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", path),
                    "no right to mount a small file system");
            return new Disk(path);
        }

        @Override
        public void close() throws IOException {
            try {
                succeeds("umount", "-l", path);
            } catch (InterruptedException e) {
                throw new IOException("interrupted while unmounting " + path, e);
            }
        }
    }

    /// A control group whose processes together get so much memory.
    record MemoryGroup(Path path) implements AutoCloseable {

        static MemoryGroup of(long bytes) throws IOException {
            String name = "assay-test-" + ProcessHandle.current().pid();
            Path first = Path.of("/sys/fs/cgroup/memory");
            Path second = Path.of("/sys/fs/cgroup");
            boolean old = Files.isRegularFile(first.resolve("memory.limit_in_bytes"));
            Assumptions.assumeTrue(
                    old || Files.isRegularFile(second.resolve("cgroup.controllers")),
                    "no control groups");
            Path path = (old ? first : second).resolve(name);
            try {
                Files.createDirectory(path);
                Files.writeString(
                        path.resolve(old ? "memory.limit_in_bytes" : "memory.max"),
                        Long.toString(bytes));
            } catch (IOException e) {
                Files.deleteIfExists(path);
                return Assumptions.abort("no right to make a control group: " + e);
            }
            return new MemoryGroup(path);
        }

        /// The shell command by which a process enters.
        String entry() {
            return "echo $$ > " + path.resolve("cgroup.procs");
        }

        @Override
        public void close() throws IOException {
            for (int tries = 0; tries < 100; tries++) {
                if (path.toFile().delete()) {
                    return;
                }
                LockSupport.parkNanos(50_000_000); // the last process is still leaving
            }
            throw new IOException(path + " cannot be removed");
        }
    }

    private static boolean succeeds(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
