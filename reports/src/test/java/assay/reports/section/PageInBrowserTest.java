package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Table;
import assay.reports.render.Csv;
import assay.reports.render.Html;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The page as a reader uses it: in a browser, with mouse and keyboard.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInBrowserTest {
    private Path folder;
    private Browser browser;
    private Card card;
    private Path page;
    private Path hostile;

    @BeforeAll
    void open(@TempDir Path shared) throws IOException {
        folder = shared;
        browser = Browser.open(folder);
        card = Sections.card(SampleEvidence.cpu(SampleEvidence.analysis("resnet18", folder)));
        page = Files.writeString(folder.resolve("card.html"), Html.page(card));
        Path model = folder.resolve("hostile.onnx");
        HostileModel.write(model);
        Analysis analysis = Analysis.of(model, Assumptions.NONE);
        hostile =
                Files.writeString(
                        folder.resolve("hostile.html"),
                        Html.page(
                                Sections.card(
                                        SampleEvidence.paperOnly(
                                                analysis,
                                                "nvidia-h100-sxm5-80gb",
                                                Precision.FP32))));
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void show() {
        browser.size(1280, 800);
        browser.media("screen", "light");
        browser.show(page);
    }

    private Table layers() {
        for (var section : card.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Table table && table.file().equals("layers")) {
                    return table;
                }
            }
        }
        throw new AssertionError("the card has no layers");
    }

    private String text(String css) {
        return String.valueOf(
                browser.script("return document.querySelector(arguments[0]).textContent", css));
    }

    private long count(String css) {
        return (Long) browser.script("return document.querySelectorAll(arguments[0]).length", css);
    }

    @Test
    void loadsSilentlyAndAsksForNothing() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }

    @Test
    void theFirstScreenHoldsVerdictChartsAndMeters() {
        for (String part : List.of("h1", ".verdict", "figure:nth-of-type(2) svg", ".meters")) {
            double bottom =
                    ((Number)
                                    browser.script(
                                            "return document.querySelector(arguments[0]).getBoundingClientRect().bottom",
                                            "header " + part))
                            .doubleValue();
            assertThat(bottom).as(part).isBetween(1.0, 800.0);
        }
    }

    @Test
    void sectionsFoldAndAnAnchorOpensThem() {
        assertThat(browser.script("return document.querySelector('#layers').open"))
                .isEqualTo(false);
        browser.find("nav a[href='#layers']").click();
        assertThat(browser.script("return document.querySelector('#layers').open")).isEqualTo(true);
        browser.find("#layers > summary").click();
        assertThat(browser.script("return document.querySelector('#layers').open"))
                .isEqualTo(false);
    }

    @Test
    void theThemeFollowsTheSystemAndTheButton() {
        Object light = browser.script("return getComputedStyle(document.body).backgroundColor");
        assertThat(light).isEqualTo("rgb(255, 255, 255)");
        browser.find("#theme").click();
        Object dark = browser.script("return getComputedStyle(document.body).backgroundColor");
        assertThat(dark).isEqualTo("rgb(20, 23, 27)");
        browser.media("screen", "dark");
        browser.show(page);
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
        assertThat(browser.script("return localStorage.length + document.cookie.length"))
                .as("the page keeps nothing")
                .isEqualTo(0L);
    }

    @Test
    void layersSortByValueAndSayHow() {
        browser.script("document.querySelector('#layers').open = true");
        WebElement head = browser.find("#layers th[data-key=flops]");
        WebElement button = browser.find("#layers th[data-key=flops] button");
        button.click();
        button.click();
        assertThat(head.getDomAttribute("aria-sort")).isEqualTo("descending");
        double[] flops =
                ((List<?>)
                                browser.script(
                                        "return [...document.querySelectorAll('#layers tbody tr')].map(r => Number(r.cells[5].querySelector('data').value))"))
                        .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        assertThat(flops).hasSize(69).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // unknown values come last both ways
        WebElement measured = browser.find("#layers th[data-key=measured_seconds] button");
        measured.click();
        assertThat(
                        browser.script(
                                "return document.querySelector('#layers tbody tr:last-child td:nth-child(10) .unknown') !== null"))
                .isEqualTo(true);
        measured.click();
        assertThat(
                        browser.script(
                                "return document.querySelector('#layers tbody tr:last-child td:nth-child(10) .unknown') !== null"))
                .isEqualTo(true);
    }

    @Test
    void layersFilterByWords() {
        browser.script("document.querySelector('#layers').open = true");
        browser.find("#layers .filter").sendKeys("maxpool");
        // ResNet-18 has one
        assertThat(count("#layers tbody tr:not([hidden])")).isEqualTo(1);
        assertThat(text("#layers .tools output")).isEqualTo("1 of 69 rows");
    }

    @Test
    void theDownloadIsTheFileBesideTheCard() throws Exception {
        browser.script("document.querySelector('#layers').open = true");
        browser.find("#layers .csv").click();
        assertThat(browser.download("layers.csv")).isEqualTo(Csv.text(layers()));
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void theScriptDrawsTheGraphAsTheFileHasIt() {
        String still = text("svg.graph");
        String drawn = Html.page(card);
        String svg = drawn.substring(drawn.indexOf("<svg class=\"graph\""));
        String words =
                svg.substring(0, svg.indexOf("</svg>"))
                        .replaceAll("<title>[^<]*</title>", "")
                        .replaceAll("<[^>]*>|\\s", "")
                        .replace("&amp;", "&");
        assertThat(still.replaceAll("\\s", "")).isEqualTo(words);
    }

    @Test
    void groupsUnfoldInPlaceAndFoldAgain() {
        long folded = count("svg.graph .boxes > g");
        browser.script(
                "document.querySelector('svg.graph .group').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        assertThat(count("svg.graph [aria-expanded=true]")).isEqualTo(1);
        assertThat(count("svg.graph .boxes > g")).isGreaterThan(folded);
        browser.find("[data-do=unfold]").click();
        assertThat(count("svg.graph .boxes > g")).as("all 69 nodes").isEqualTo(69);
        browser.find("[data-do=fold]").click();
        assertThat(count("svg.graph .boxes > g")).isEqualTo(folded);
    }

    @Test
    void noOpenedBoxLiesOnAnother() {
        browser.find("[data-do=unfold]").click();
        Object overlaps =
                browser.script(
                        """
                        const boxes = [...document.querySelectorAll('svg.graph .boxes > g')].map(g => g.getBoundingClientRect());
                        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
                            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)).length;
                        """);
        assertThat(overlaps).isEqualTo(0L);
    }

    @Test
    void searchFindsNodesInFoldedGroupsAndOpensTheWayToThem() {
        WebElement find = browser.find(".graph .find");
        // the last stage lies in a folded group
        find.sendKeys("stage4_conv0");
        assertThat(text(".graph .found")).startsWith("1 node");
        assertThat(count("svg.graph .group.hit")).isEqualTo(1);
        find.sendKeys(Keys.ENTER);
        assertThat(count("svg.graph .boxes > .hit.selected")).isEqualTo(1);
        assertThat(text(".graph .about")).contains("resnetv15_stage4_conv0_fwd");
        browser.find(".graph .about button").click();
        assertThat(text("#layers tr.marked td:nth-child(2)"))
                .isEqualTo("resnetv15_stage4_conv0_fwd");
    }

    @Test
    void theGraphIsColouredByTheFigureChosen() {
        String time = text("svg.graph .boxes");
        assertThat(browser.all(".graph .measure option").stream().map(WebElement::getText))
                .contains("measured time", "estimated time", "FLOPs", "memory moved");
        browser.find(".graph .measure").sendKeys("FLOPs");
        assertThat(text("svg.graph .boxes")).isNotEqualTo(time).contains("FLOPs");
        assertThat(text(".graph .scale")).contains("more FLOPs");
        // ResNet-18's three wide stages hold most of its FLOPs: the strongest colour
        assertThat(browser.find("svg.graph .group").getDomAttribute("class")).contains("h5");
    }

    @Test
    void zoomsByButtonWheelAndKey() {
        double before = width();
        browser.find("[data-do=in]").click();
        assertThat(width())
                .isCloseTo(before / 1.4, org.assertj.core.data.Percentage.withPercentage(1));
        browser.script(
                "document.querySelector('.stage').dispatchEvent(new WheelEvent('wheel', {deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true, clientX: 300, clientY: 300}))");
        assertThat(width()).isLessThan(before / 1.5);
        browser.script("document.querySelector('svg.graph [tabindex=\"0\"]').focus()");
        browser.keys("-");
        browser.keys("0");
        double[] box =
                ((List<?>)
                                browser.script(
                                        "return document.querySelector('svg.graph').getAttribute('viewBox').split(' ').map(Number)"))
                        .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        assertThat(box[1])
                .as("the whole graph is in view from its top on")
                .isLessThanOrEqualTo(0.5);
    }

    private double width() {
        return ((Number)
                        browser.script(
                                "return Number(document.querySelector('svg.graph').getAttribute('viewBox').split(' ')[2])"))
                .doubleValue();
    }

    @Test
    void everyBoxIsReachedByArrowKeys() {
        browser.script("document.querySelector('svg.graph [tabindex=\"0\"]').focus()");
        long boxes = count("svg.graph [role=button]");
        for (int i = 1; i < boxes; i++) {
            browser.keys(Keys.ARROW_DOWN);
        }
        String last = browser.active().getDomAttribute("aria-label");
        browser.keys(Keys.END);
        assertThat(browser.active().getDomAttribute("aria-label")).isEqualTo(last);
        browser.keys(Keys.HOME);
        assertThat(browser.active().getDomAttribute("aria-label")).isNotEqualTo(last);
        while (!"false".equals(browser.active().getDomAttribute("aria-expanded"))) {
            browser.keys(Keys.ARROW_DOWN);
        }
        browser.keys(Keys.ENTER);
        assertThat(browser.active().getDomAttribute("aria-expanded")).isEqualTo("true");
        browser.keys(Keys.ESCAPE);
        assertThat(browser.active().getDomAttribute("aria-expanded")).isEqualTo("false");
    }

    @Test
    void tooltipsAreReachedByKeyboard() {
        browser.script("document.querySelector('.verdict data').focus()");
        assertThat(text("#tip")).contains("measured").contains("host to host").contains("p50 of");
        assertThat(browser.active().getDomAttribute("aria-describedby")).isEqualTo("tip");
        String first = browser.active().getText();
        browser.keys(Keys.ARROW_RIGHT);
        assertThat(browser.active().getText()).isNotEqualTo(first);
        browser.keys(Keys.ESCAPE);
        assertThat(browser.script("return document.querySelector('#tip').hidden")).isEqualTo(true);
    }

    @Test
    void arrowsGoDownAColumnAndTheTooltipFollows() {
        browser.script(
                "document.querySelector('#layers').open = true; const d = document.querySelector('#layers td:nth-child(6) data'); d.tabIndex = 0; d.focus()");
        for (int i = 1; i < 40; i++) {
            browser.keys(Keys.ARROW_DOWN);
        }
        // the fortieth row, far below what was in view
        assertThat(
                        browser.script(
                                "return document.activeElement.closest('tr').cells[0].textContent"))
                .isEqualTo("40");
        browser.scriptAsync(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))");
        assertThat(browser.script("return document.querySelector('#tip').hidden")).isEqualTo(false);
        assertThat(text("#tip")).contains("FLOPs; counted");
    }

    @Test
    void everyNumberOfTheLayersHasATooltip() {
        Object without =
                browser.script(
                        """
                        document.querySelector('#layers').open = true;
                        return [...document.querySelectorAll('#layers data')].filter(d => {
                            d.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                            return document.getElementById('tip').hidden || !/counted|measured|estimated/.test(document.getElementById('tip').textContent);
                        }).length;
                        """);
        assertThat(without).isEqualTo(0L);
    }

    @Test
    void aTabReachesTheSkipLinkFirst() {
        browser.keys(Keys.TAB);
        assertThat(browser.active().getDomAttribute("class")).isEqualTo("skip");
    }

    @Test
    void aPhoneHasOneColumnAndScrollsOnlyInsideTables() {
        browser.size(390, 844);
        browser.show(page);
        browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertThat(
                        browser.script(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
        assertThat(
                        browser.script(
                                "return new Set([...document.querySelectorAll('header .figures figure')].map(f => f.getBoundingClientRect().left)).size"))
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource({"light,card", "dark,card", "light,hostile"})
    void axeFindsNothingSerious(String scheme, String which) throws IOException {
        browser.media("screen", scheme);
        browser.show(which.equals("card") ? page : hostile);
        browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
            browser.script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object found =
                browser.scriptAsync(
                        """
                        const done = arguments[arguments.length - 1];
                        axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations
                            .filter(v => v.impact !== 'minor')
                            .map(v => v.impact + ' ' + v.id + ': ' + v.nodes.length + ' x ' + v.nodes[0].html.slice(0, 200) + ' ' + v.nodes[0].failureSummary)), e => done([String(e)]));
                        """);
        assertThat((List<?>) found).isEmpty();
    }

    @Test
    void hostileNamesDoNothing() {
        browser.show(hostile);
        browser.script(
                """
                document.querySelectorAll('details').forEach(d => { d.open = true; });
                document.querySelector('[data-do=unfold]').click();
                document.querySelectorAll('svg.graph [role=button]').forEach(b => b.dispatchEvent(new MouseEvent('click', {bubbles: true})));
                document.querySelectorAll('data, [title], code').forEach(d => d.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})));
                """);
        browser.find(".graph .find").sendKeys("<script>");
        browser.find("#layers .filter").sendKeys("onerror");
        assertThat(browser.script("return window.caught")).isEqualTo(List.of());
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).hasSize(1);
        assertThat(
                        count(
                                "body img, body iframe, body object, body [onload], body [onerror], body [onmouseover]"))
                .isZero();
        assertThat(count("script")).as("its own and the graph's data").isEqualTo(2);
    }

    @Test
    void printedTablesFitTheirPages() {
        browser.media("print", "light");
        // A4 less the margins, at 96 pixels an inch: 186 mm upright, 273 mm on its side
        for (Map.Entry<String, Integer> kind :
                Map.of(".table:not(.wide)", 703, ".table.wide", 1031).entrySet()) {
            browser.size(kind.getValue(), 1000);
            browser.show(page);
            // paper has no scroll bar
            browser.script(
                    "document.documentElement.style.overflow = 'hidden'; document.querySelectorAll('details').forEach(d => { d.open = true; })");
            Object cut =
                    browser.script(
                            "return [...document.querySelectorAll(arguments[0])].filter(t => t.scrollWidth > document.body.clientWidth + 1).map(t => t.getAttribute('aria-label') + ' ' + t.scrollWidth)",
                            kind.getKey());
            assertThat((List<?>) cut).isEmpty();
        }
    }

    @Test
    void noPrintedPageIsBlankAndNoRowIsMissing() throws Exception {
        browser.media("", "light");
        Path pdf = browser.pdf(folder.resolve("card.pdf"));
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
        for (Table.Row row : layers().rows()) {
            String name =
                    Csv.text(
                                    new Table(
                                            "",
                                            List.of(layers().columns().get(1)),
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
