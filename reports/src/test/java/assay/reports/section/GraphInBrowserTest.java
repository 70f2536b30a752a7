package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.render.Html;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The graph as a reader uses it: unfolded, searched, coloured, zoomed, walked by key.
@ExtendWith(ShownCard.Opening.class)
class GraphInBrowserTest {
    private final ShownCard shown;

    GraphInBrowserTest(ShownCard shown) {
        this.shown = shown;
    }

    @Test
    void theScriptDrawsTheGraphAsTheFileHasIt() {
        String still = shown.text("svg.graph");
        String drawn = Html.page(shown.card());
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
        long folded = shown.count("svg.graph .boxes > g");
        shown.browser()
                .script(
                        "document.querySelector('svg.graph .group').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        assertThat(shown.count("svg.graph [aria-expanded=true]")).isEqualTo(1);
        assertThat(shown.count("svg.graph .boxes > g")).isGreaterThan(folded);
        shown.browser().find("[data-do=unfold]").click();
        assertThat(shown.count("svg.graph .boxes > g")).as("all 69 nodes").isEqualTo(69);
        shown.browser().find("[data-do=fold]").click();
        assertThat(shown.count("svg.graph .boxes > g")).isEqualTo(folded);
    }

    @Test
    void noOpenedBoxLiesOnAnother() {
        shown.browser().find("[data-do=unfold]").click();
        Object overlaps =
                shown.browser()
                        .script(
                                """
                                const boxes = [...document.querySelectorAll('svg.graph .boxes > g')].map(g => g.getBoundingClientRect());
                                return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
                                    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)).length;
                                """);
        assertThat(overlaps).isEqualTo(0L);
    }

    @Test
    void searchFindsNodesInFoldedGroupsAndOpensTheWayToThem() {
        WebElement find = shown.browser().find(".graph .find");
        // the last stage lies in a folded group
        find.sendKeys("stage4_conv0");
        assertThat(shown.text(".graph .found")).startsWith("1 node");
        assertThat(shown.count("svg.graph .group.hit")).isEqualTo(1);
        find.sendKeys(Keys.ENTER);
        assertThat(shown.count("svg.graph .boxes > .hit.selected")).isEqualTo(1);
        assertThat(shown.text(".graph .about")).contains("resnetv15_stage4_conv0_fwd");
        shown.browser().find(".graph .about button").click();
        assertThat(shown.text("#layers tr.marked td:nth-child(2)"))
                .isEqualTo("resnetv15_stage4_conv0_fwd");
    }

    @Test
    void theGraphIsColouredByTheFigureChosen() {
        String time = shown.text("svg.graph .boxes");
        assertThat(shown.browser().all(".graph .measure option").stream().map(WebElement::getText))
                .contains("measured time", "estimated time", "FLOPs", "memory moved");
        shown.browser().find(".graph .measure").sendKeys("FLOPs");
        assertThat(shown.text("svg.graph .boxes")).isNotEqualTo(time).contains("FLOPs");
        assertThat(shown.text(".graph .scale")).contains("more FLOPs");
        // ResNet-18's three wide stages hold most of its FLOPs: the strongest colour
        assertThat(shown.browser().find("svg.graph .group").getDomAttribute("class"))
                .contains("h5");
    }

    @Test
    void zoomsByButtonWheelAndKey() {
        double before = width();
        shown.browser().find("[data-do=in]").click();
        assertThat(width())
                .isCloseTo(before / 1.4, org.assertj.core.data.Percentage.withPercentage(1));
        shown.browser()
                .script(
                        "document.querySelector('.stage').dispatchEvent(new WheelEvent('wheel', {deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true, clientX: 300, clientY: 300}))");
        assertThat(width()).isLessThan(before / 1.5);
        shown.browser().script("document.querySelector('svg.graph [tabindex=\"0\"]').focus()");
        shown.browser().keys("-");
        shown.browser().keys("0");
        double[] box =
                ((List<?>)
                                shown.browser()
                                        .script(
                                                "return document.querySelector('svg.graph').getAttribute('viewBox').split(' ').map(Number)"))
                        .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
        assertThat(box[1])
                .as("the whole graph is in view from its top on")
                .isLessThanOrEqualTo(0.5);
    }

    private double width() {
        return ((Number)
                        shown.browser()
                                .script(
                                        "return Number(document.querySelector('svg.graph').getAttribute('viewBox').split(' ')[2])"))
                .doubleValue();
    }

    private double[] view() {
        return ((List<?>)
                        shown.browser()
                                .script(
                                        "return document.querySelector('svg.graph').getAttribute('viewBox').split(' ').map(Number)"))
                .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }

    /// Unfolded, a ResNet-18 is far taller than the view: its beginning is shown, large enough to
    /// be read, and a map says where one is.
    @Test
    void aTallGraphBeginsAtItsInputsAndHasAMap() {
        shown.browser().find("[data-do=unfold]").click();
        double stage =
                ((Number)
                                shown.browser()
                                        .script(
                                                "return document.querySelector('.stage').clientWidth"))
                        .doubleValue();
        assertThat(view()[1]).isZero();
        assertThat(stage / view()[2]).as("scale").isBetween(0.6, 1.0);
        assertThat(shown.browser().find(".map").isDisplayed()).isTrue();
        shown.browser()
                .script(
                        """
                        const map = document.querySelector('.map'), box = map.getBoundingClientRect();
                        map.setPointerCapture = () => {};
                        map.dispatchEvent(new PointerEvent('pointerdown', {clientX: box.left + box.width / 2, clientY: box.bottom - 4}));
                        map.dispatchEvent(new PointerEvent('pointerup'));
                        """);
        assertThat(view()[1]).as("near the outputs").isGreaterThan(1_000);
        shown.browser().find("[data-do=fit]").click();
        assertThat(shown.browser().find(".map").isDisplayed()).as("all is in view").isFalse();
    }

    @Test
    void everyBoxIsReachedByArrowKeys() {
        shown.browser().script("document.querySelector('svg.graph [tabindex=\"0\"]').focus()");
        long boxes = shown.count("svg.graph [role=button]");
        for (int i = 1; i < boxes; i++) {
            shown.browser().keys(Keys.ARROW_DOWN);
        }
        String last = shown.browser().active().getDomAttribute("aria-label");
        shown.browser().keys(Keys.END);
        assertThat(shown.browser().active().getDomAttribute("aria-label")).isEqualTo(last);
        shown.browser().keys(Keys.HOME);
        assertThat(shown.browser().active().getDomAttribute("aria-label")).isNotEqualTo(last);
        while (!"false".equals(shown.browser().active().getDomAttribute("aria-expanded"))) {
            shown.browser().keys(Keys.ARROW_DOWN);
        }
        shown.browser().keys(Keys.ENTER);
        assertThat(shown.browser().active().getDomAttribute("aria-expanded")).isEqualTo("true");
        shown.browser().keys(Keys.ESCAPE);
        assertThat(shown.browser().active().getDomAttribute("aria-expanded")).isEqualTo("false");
    }
}
