package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Table;
import assay.reports.render.Csv;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page on paper.
@ExtendWith(ShownCard.Opening.class)
class PrintedPageTest {
    private final ShownCard shown;

    PrintedPageTest(ShownCard shown) {
        this.shown = shown;
    }

    @Test
    void printedTablesFitTheirPages() {
        shown.browser().media("print", "light");
        // A4 less the margins, at 96 pixels an inch: 186 mm upright, 273 mm on its side
        for (Map.Entry<String, Integer> kind :
                Map.of(".table:not(.wide)", 703, ".table.wide", 1031).entrySet()) {
            shown.browser().size(kind.getValue(), 1000);
            shown.browser().show(shown.page());
            // paper has no scroll bar
            shown.browser()
                    .script(
                            "document.documentElement.style.overflow = 'hidden'; document.querySelectorAll('details').forEach(d => { d.open = true; })");
            Object cut =
                    shown.browser()
                            .script(
                                    "return [...document.querySelectorAll(arguments[0])].filter(t => t.scrollWidth > document.body.clientWidth + 1).map(t => t.getAttribute('aria-label') + ' ' + t.scrollWidth)",
                                    kind.getKey());
            assertThat((List<?>) cut).isEmpty();
        }
    }

    @Test
    void noPrintedPageIsBlankAndNoRowIsMissing(@TempDir Path folder) throws Exception {
        shown.browser().media("", "light");
        Path pdf = shown.browser().pdf(folder.resolve("card.pdf"));
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/pdftotext")),
                "no pdftotext here (Debian: apt install poppler-utils)");
        Process process = new ProcessBuilder("pdftotext", "-raw", pdf.toString(), "-").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String[] pages = text.split("\f");
        assertThat(pages.length).isBetween(5, 60);
        assertThat(pages).allMatch(p -> p.strip().length() > 40);
        // 69 rows take at least three pages on their side, each under the table's head
        assertThat(text.split("Output shapes", -1).length).isGreaterThan(3);
        String letters = text.replaceAll("\\s", "");
        for (Table.Row row : shown.layers().rows()) {
            String name =
                    Csv.text(
                                    new Table(
                                            "",
                                            List.of(shown.layers().columns().get(1)),
                                            List.of(
                                                    new Table.Row(
                                                            List.of(row.cells().get(1)), false))))
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow();
            assertThat(letters).contains(name);
        }
    }
}
