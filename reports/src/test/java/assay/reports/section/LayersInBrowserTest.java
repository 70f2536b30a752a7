package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.render.Csv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The table of layers as a reader uses it: sorted, filtered, taken along, walked by key.
@ExtendWith(ShownCard.Opening.class)
class LayersInBrowserTest {
    private final ShownCard shown;

    LayersInBrowserTest(ShownCard shown) {
        this.shown = shown;
    }

    @Test
    void layersSortByValueAndSayHow() {
        shown.browser().script("document.querySelector('#layers').open = true");
        WebElement head = shown.browser().find("#layers th[data-key=flops]");
        WebElement button = shown.browser().find("#layers th[data-key=flops] button");
        button.click();
        button.click();
        assertThat(head.getDomAttribute("aria-sort")).isEqualTo("descending");
        double[] flops =
                ((List<?>)
                                shown.browser()
                                        .script(
                                                "return [...document.querySelectorAll('#layers tbody tr')].map(r => Number(r.cells[5].querySelector('data').value))"))
                        .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        assertThat(flops).hasSize(69).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // unknown values come last both ways
        WebElement measured = shown.browser().find("#layers th[data-key=measured_seconds] button");
        measured.click();
        assertThat(
                        shown.browser()
                                .script(
                                        "return document.querySelector('#layers tbody tr:last-child td:nth-child(10) .unknown') !== null"))
                .isEqualTo(true);
        measured.click();
        assertThat(
                        shown.browser()
                                .script(
                                        "return document.querySelector('#layers tbody tr:last-child td:nth-child(10) .unknown') !== null"))
                .isEqualTo(true);
    }

    @Test
    void layersFilterByWords() {
        shown.browser().script("document.querySelector('#layers').open = true");
        shown.browser().find("#layers .filter").sendKeys("maxpool");
        // ResNet-18 has one
        assertThat(shown.count("#layers tbody tr:not([hidden])")).isEqualTo(1);
        assertThat(shown.text("#layers .tools output")).isEqualTo("1 of 69 rows");
    }

    @Test
    void theDownloadIsTheFileBesideTheCard() throws Exception {
        shown.browser().script("document.querySelector('#layers').open = true");
        shown.browser().find("#layers .csv").click();
        assertThat(shown.browser().download("layers.csv")).isEqualTo(Csv.text(shown.layers()));
        assertThat(shown.browser().console()).isEmpty();
    }

    @Test
    void arrowsGoDownAColumnAndTheTooltipFollows() {
        shown.browser()
                .script(
                        "document.querySelector('#layers').open = true; const d = document.querySelector('#layers td:nth-child(6) data'); d.tabIndex = 0; d.focus()");
        for (int i = 1; i < 40; i++) {
            shown.browser().keys(Keys.ARROW_DOWN);
        }
        // the fortieth row, far below what was in view
        assertThat(
                        shown.browser()
                                .script(
                                        "return document.activeElement.closest('tr').cells[0].textContent"))
                .isEqualTo("40");
        shown.browser()
                .scriptAsync(
                        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))");
        assertThat(shown.browser().script("return document.querySelector('#tip').hidden"))
                .isEqualTo(false);
        assertThat(shown.text("#tip")).contains("FLOPs; counted");
    }

    @Test
    void everyNumberOfTheLayersHasATooltip() {
        Object without =
                shown.browser()
                        .script(
                                """
                                document.querySelector('#layers').open = true;
                                return [...document.querySelectorAll('#layers data')].filter(d => {
                                    d.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                                    return document.getElementById('tip').hidden || !/counted|measured|estimated/.test(document.getElementById('tip').textContent);
                                }).length;
                                """);
        assertThat(without).isEqualTo(0L);
    }
}
