package assay.reports.cli;

import assay.reports.render.Html;
import assay.reports.render.Markdown;
import assay.reports.section.Evidence;
import assay.reports.section.Sections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of one card in their folder.
record CardFiles(Path folder) {

    /// Makes the folder, before anything is measured that could not be written.
    ///
    /// @throws UsageException when it cannot be made or written
    static CardFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".assay", ".probe"));
        } catch (IOException e) {
            throw new UsageException(
                    "--out "
                            + folder
                            + ": nothing can be written there ("
                            + Main.sentence(e)
                            + "); give another folder");
        }
        return new CardFiles(folder);
    }

    Path html() {
        return folder.resolve("card.html");
    }

    Path measurement() {
        return folder.resolve("measurement.json");
    }

    /// Writes the card in all its formats.
    void write(Evidence evidence) throws IOException {
        var card = Sections.card(evidence);
        Markdown.of(card).writeTo(folder, "card.md");
        Files.writeString(html(), Html.page(card));
        Files.writeString(folder.resolve("card.json"), Sections.json(evidence));
    }
}
