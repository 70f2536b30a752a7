package assay.reports.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Keeps what a user has: nothing of theirs is replaced unless they named that very file, and an
/// input never.
final class OwnFiles {

    /// Every file of ours says in its first line or two what it is.
    private static final int HEAD = 256;

    private OwnFiles() {}

    /// Makes a folder for results, where it is not there yet.
    ///
    /// @param option that names it
    /// @throws UsageException when it cannot be made or written
    static void makeFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".assay", ".probe"));
        } catch (IOException e) {
            throw new UsageException(
                    option
                            + " "
                            + folder
                            + ": nothing can be written there ("
                            + (e instanceof FileAlreadyExistsException
                                    ? "it is a file"
                                    : Main.sentence(e))
                            + "); give another folder");
        }
    }

    /// Refuses to write into a folder where one of `names` is of somebody else. They count as ours
    /// where one of them is JSON with a schema of Assay's: an earlier result that is made anew.
    ///
    /// @throws UsageException that names the file
    static void refuseForeign(Path folder, List<String> names) {
        boolean ours = names.stream().map(folder::resolve).anyMatch(OwnFiles::isResult);
        if (ours) {
            return;
        }
        for (String name : names) {
            if (Files.exists(folder.resolve(name))) {
                throw new UsageException(
                        "--out "
                                + folder
                                + ": "
                                + name
                                + " is there already and no result of Assay's; give another folder");
            }
        }
    }

    private static boolean isResult(Path file) {
        if (!file.toString().endsWith(".json") || !Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return head.contains("\"schema\"") && head.contains("\"assay/");
        } catch (IOException _) {
            return false;
        }
    }

    /// Refuses to write a result over one of the files that it is made from.
    ///
    /// @param option that names the output
    /// @throws UsageException that names the file
    static void refuseInput(String option, Path output, Collection<Path> inputs) {
        for (Path input : inputs) {
            if (isSame(output, input)) {
                throw new UsageException(
                        option + " " + output + ": that is an input; give another file");
            }
        }
    }

    /// Refuses a file that cannot be written, before anything is done for it.
    ///
    /// @param option that names it
    /// @throws UsageException that names it and says why
    static void refuseUnwritable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String why = null;
        if (folder == null || Files.isDirectory(file)) {
            why = "that is a folder";
        } else if (Files.exists(file)) {
            why = Files.isWritable(file) ? null : "it may not be written";
        } else if (!Files.isDirectory(folder)) {
            why = "the folder to write it into does not exist";
        } else if (!Files.isWritable(folder)) {
            why = "its folder may not be written";
        }
        if (why != null) {
            throw new UsageException(option + " " + file + ": " + why + "; give another file");
        }
    }

    private static boolean isSame(Path output, Path input) {
        try {
            return Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input);
        } catch (IOException _) {
            return false;
        }
    }
}
