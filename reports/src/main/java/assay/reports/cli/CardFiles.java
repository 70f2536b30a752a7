package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.json.KeptModel;
import assay.benchmark.measurement.KernelTable;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Block;
import assay.reports.card.Diagram;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.render.Csv;
import assay.reports.render.Dot;
import assay.reports.render.FrontMatter;
import assay.reports.render.GraphSvg;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import assay.reports.section.CardJson;
import assay.reports.section.Evidence;
import assay.reports.section.HubKeys;
import assay.reports.section.Sections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The files of one card in their folder.
record CardFiles(Path folder) {

    private static final String KERNELS = "kernels.csv";

    /// Every file beside the charts that a card may have.
    private static final List<String> NAMES =
            List.of(
                    "card.html",
                    "card.md",
                    "card.json",
                    "analysis.json",
                    "measurement.json",
                    "layers.csv",
                    "graph.svg",
                    "graph.dot",
                    KERNELS);

    /// Makes the folder, before anything is measured that could not be written.
    ///
    /// @throws UsageException when it cannot be made or written
    static CardFiles in(Path folder) {
        OwnFiles.makeFolder("--out", folder);
        return new CardFiles(folder);
    }

    /// These, once it is certain that none of those that are there is anybody else's.
    ///
    /// @throws UsageException where a file of a card's name is no card's
    CardFiles own() {
        OwnFiles.refuseForeign(folder, NAMES);
        return this;
    }

    Path html() {
        return folder.resolve("card.html");
    }

    Path measurement() {
        return folder.resolve("measurement.json");
    }

    /// Writes the analysis with the model's structure, from which a card can be made elsewhere.
    void writeAnalysis(Analysis analysis, List<Long> batches) throws IOException {
        ObjectNode json =
                AnalysisJson.of(analysis, batches.stream().map(analysis::at).distinct().toList());
        KeptModel.addTo(json, analysis.model().path());
        Files.writeString(folder.resolve("analysis.json"), json.toPrettyString());
    }

    /// Writes analysis and measurement of a redacted model. The model's structure is not kept in
    /// its analysis, since it holds every name.
    void writeRedacted(Analysis analysis, List<Long> batches, Measured measured)
            throws IOException {
        ObjectNode json =
                AnalysisJson.of(analysis, batches.stream().map(analysis::at).distinct().toList());
        Files.writeString(folder.resolve("analysis.json"), json.toPrettyString());
        if (measured.measurement() != null) {
            measured.measurement().write(measurement());
        }
    }

    /// Takes away what an earlier card left here, names and all; files of others stay.
    ///
    /// @param inputs of the card that is to be written
    /// @throws UsageException where one of these would go with it
    void clear(List<Path> inputs) throws IOException {
        OwnFiles.refuseInput("--redact", folder.resolve("analysis.json"), inputs);
        OwnFiles.refuseInput("--redact", measurement(), inputs);
        Files.deleteIfExists(folder.resolve("analysis.json"));
        Files.deleteIfExists(measurement());
        for (String written : List.of("layers.csv", "graph.svg", "graph.dot", KERNELS)) {
            Files.deleteIfExists(folder.resolve(written));
        }
    }

    /// Writes the card in all its formats, and the kernels that were timed by themselves as a table
    /// for `assay validate`.
    ///
    /// @param forHub whether `card.md` begins with the head that Hugging Face reads
    void write(Evidence evidence, boolean forHub) throws IOException {
        var card = Sections.card(evidence);
        Markdown markdown = Markdown.of(card);
        (forHub ? markdown.under(FrontMatter.of(HubKeys.of(evidence))) : markdown)
                .writeTo(folder, "card.md");
        Files.writeString(html(), Html.page(card));
        Files.writeString(folder.resolve("card.json"), Json.text(CardJson.of(evidence)));
        for (Section section : card.sections()) {
            for (Block block : section.blocks()) {
                writeBeside(block);
            }
        }
        Measurement measurement = evidence.measurement();
        if (measurement != null && !measurement.kernels().isEmpty()) {
            Files.writeString(
                    folder.resolve(KERNELS),
                    KernelTable.csv(measurement.kernels().getFirst(), measurement.device()));
        }
    }

    /// Writes a block that has files of its own: graphs and long tables.
    private void writeBeside(Block block) throws IOException {
        if (block instanceof Diagram diagram) {
            Files.writeString(folder.resolve(diagram.id() + ".svg"), GraphSvg.text(diagram));
            Files.writeString(folder.resolve(diagram.id() + ".dot"), Dot.text(diagram));
        }
        if (block instanceof Table table && !table.file().isEmpty()) {
            Files.writeString(folder.resolve(table.file() + ".csv"), Csv.text(table));
        }
    }
}
