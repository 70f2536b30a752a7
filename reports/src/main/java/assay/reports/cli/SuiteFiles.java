package assay.reports.cli;

import assay.analyzer.file.FreshFile;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import assay.reports.suite.SuiteJson;
import assay.reports.suite.SuiteReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of a suite: a folder for each case, and the report over all. One process at a time.
///
/// @param plan text of the plan
record SuiteFiles(Path folder, String plan, FileChannel lock) implements AutoCloseable {

    /// @throws UsageException where the folder cannot be written or another process works in it
    static SuiteFiles open(Path folder, String plan) throws IOException {
        CardFiles.in(folder);
        OwnFiles.refuseForeign(folder, List.of("suite.html", "suite.md", "suite.json"));
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("suite.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new UsageException(
                    "--out "
                            + folder
                            + ": another suite works in this folder; wait for it or give another");
        }
        return new SuiteFiles(folder, plan, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    Path html() {
        return folder.resolve("suite.html");
    }

    /// Writes the report as it stands.
    void write(SuiteJson suite) throws IOException {
        replace("suite.json", Json.text(suite));
        replace("suite.html", Html.page(SuiteReport.of(suite, "card.html", plan)));
        Markdown.of(SuiteReport.of(suite, "card.md", plan)).writeTo(folder, "suite.md");
    }

    private void replace(String name, String text) throws IOException {
        FreshFile.write(
                folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
