package assay.reports.render;

import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Drawing;
import assay.reports.card.Printable;
import assay.reports.card.Section;
import assay.reports.card.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The card as GitHub-flavoured Markdown: verdict, main table, pictures, findings; the rest folded.
///
/// @param text the document; its pictures are linked as `charts/ID.png`
/// @param pictures the files that it links to, by relative path
public record Markdown(String text, Map<String, Drawing.Png> pictures) {

    public static Markdown of(Card card) {
        MarkdownBlocks blocks = new MarkdownBlocks();
        StringBuilder text =
                new StringBuilder(
                        "# "
                                + MarkdownText.escape(
                                        Printable.clip(card.title(), Card.TITLE_LENGTH))
                                + "\n\n");
        paragraph(text, card.subtitle());
        paragraph(text, card.conditions());
        card.verdict()
                .forEach(line ->
                        text.append("> ").append(MarkdownText.paragraph(line)).append("\n>\n"));
        text.append('\n');
        text.append(MarkdownText.key()).append("\n\n");
        text.append(MarkdownBlocks.table(card.table())).append('\n');
        text.append(blocks.gallery(card.figures()));
        text.append(MarkdownBlocks.meters(card.meters().meters())).append('\n');
        for (Section section : card.sections()) {
            if (section.place() == Section.Place.FRONT) {
                text.append("## ")
                        .append(MarkdownText.escape(section.title()))
                        .append("\n\n")
                        .append(inside(section, blocks))
                        .append('\n');
            }
        }
        for (Section section : card.sections()) {
            if (section.place() != Section.Place.FRONT) {
                text.append(MarkdownBlocks.details(section.title(), inside(section, blocks)))
                        .append('\n');
            }
        }
        paragraph(text, card.footer());
        return new Markdown(text.toString().replaceAll("\n{3,}", "\n\n"), blocks.pictures());
    }

    /// The same document below a head.
    public Markdown under(String head) {
        return new Markdown(head + text, pictures);
    }

    /// Writes the document as `name` into a folder, which is made if it is not there, and its
    /// pictures beside it.
    public void writeTo(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Drawing.Png> picture : pictures.entrySet()) {
            Path file = folder.resolve(picture.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, picture.getValue().bytes());
        }
        Files.writeString(folder.resolve(name), text);
    }

    private static String inside(Section section, MarkdownBlocks blocks) {
        StringBuilder text = new StringBuilder();
        paragraph(text, section.lead());
        for (Block block : section.blocks()) {
            text.append(blocks.block(block)).append('\n');
        }
        return text.toString();
    }

    private static void paragraph(StringBuilder text, Text line) {
        if (!line.isEmpty()) {
            text.append(MarkdownText.paragraph(line)).append("\n\n");
        }
    }
}
