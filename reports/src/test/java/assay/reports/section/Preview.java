package assay.reports.section;

import assay.reports.card.Card;
import assay.reports.render.Html;
import assay.reports.render.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes sample cards into a folder, for looking at: `Preview FOLDER`.
final class Preview {

    private Preview() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        var analysis = SampleEvidence.analysis("resnet18", folder);
        write(folder.resolve("gpu"), SampleEvidence.gpu(analysis));
        write(folder.resolve("cpu"), SampleEvidence.cpu(analysis));
        write(
                folder.resolve("paper"),
                SampleEvidence.paperOnly(
                        analysis, "nvidia-h100-sxm5-80gb", assay.analyzer.analysis.Precision.FP16));
        write(folder.resolve("counts"), SampleEvidence.countsOnly(analysis));
        write(folder.resolve("measured"), SampleEvidence.measuredOnly(analysis));
    }

    private static void write(Path folder, Evidence evidence) throws IOException {
        Card card = Sections.card(evidence);
        Markdown.of(card).writeTo(folder, "card.md");
        Files.writeString(folder.resolve("card.html"), Html.page(card));
    }
}
