package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The page as a reader uses it: loading, folding, themes, keyboard, phones, hostile names.
@ExtendWith(ShownCard.Opening.class)
class PageInBrowserTest {
    private final ShownCard shown;

    PageInBrowserTest(ShownCard shown) {
        this.shown = shown;
    }

    @Test
    void loadsSilentlyAndAsksForNothing() {
        assertThat(shown.browser().console()).isEmpty();
        assertThat(shown.browser().requests()).containsExactly(shown.page().toUri().toString());
    }

    @Test
    void theFirstScreenHoldsVerdictChartsAndMeters() {
        for (String part : List.of("h1", ".verdict", "figure:nth-of-type(2) svg", ".meters")) {
            double bottom =
                    ((Number)
                                    shown.browser()
                                            .script(
                                                    "return document.querySelector(arguments[0]).getBoundingClientRect().bottom",
                                                    "header " + part))
                            .doubleValue();
            assertThat(bottom).as(part).isBetween(1.0, 800.0);
        }
    }

    @Test
    void sectionsFoldAndAnAnchorOpensThem() {
        assertThat(shown.browser().script("return document.querySelector('#layers').open"))
                .isEqualTo(false);
        shown.browser().find("nav a[href='#layers']").click();
        assertThat(shown.browser().script("return document.querySelector('#layers').open"))
                .isEqualTo(true);
        shown.browser().find("#layers > summary").click();
        assertThat(shown.browser().script("return document.querySelector('#layers').open"))
                .isEqualTo(false);
    }

    @Test
    void theThemeFollowsTheSystemAndTheButton() {
        Object light =
                shown.browser().script("return getComputedStyle(document.body).backgroundColor");
        assertThat(light).isEqualTo("rgb(255, 255, 255)");
        shown.browser().find("#theme").click();
        Object dark =
                shown.browser().script("return getComputedStyle(document.body).backgroundColor");
        assertThat(dark).isEqualTo("rgb(20, 23, 27)");
        shown.browser().media("screen", "dark");
        shown.browser().show(shown.page());
        assertThat(shown.browser().script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
        assertThat(shown.browser().script("return localStorage.length + document.cookie.length"))
                .as("the page keeps nothing")
                .isEqualTo(0L);
    }

    @Test
    void tooltipsAreReachedByKeyboard() {
        shown.browser().script("document.querySelector('.verdict data').focus()");
        assertThat(shown.text("#tip"))
                .contains("measured")
                .contains("host to host")
                .contains("p50 of");
        assertThat(shown.browser().active().getDomAttribute("aria-describedby")).isEqualTo("tip");
        String first = shown.browser().active().getText();
        shown.browser().keys(Keys.ARROW_RIGHT);
        assertThat(shown.browser().active().getText()).isNotEqualTo(first);
        shown.browser().keys(Keys.ESCAPE);
        assertThat(shown.browser().script("return document.querySelector('#tip').hidden"))
                .isEqualTo(true);
    }

    @Test
    void aTabReachesTheSkipLinkFirst() {
        shown.browser().keys(Keys.TAB);
        assertThat(shown.browser().active().getDomAttribute("class")).isEqualTo("skip");
    }

    @Test
    void aPhoneHasOneColumnAndScrollsOnlyInsideTables() {
        shown.browser().size(390, 844);
        shown.browser().show(shown.page());
        shown.browser()
                .script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertThat(
                        shown.browser()
                                .script(
                                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
        assertThat(
                        shown.browser()
                                .script(
                                        "return new Set([...document.querySelectorAll('header .figures figure')].map(f => f.getBoundingClientRect().left)).size"))
                .isEqualTo(1L);
    }

    /// Their type is of 12 units, so on a screen 390 wide, of which 362 are theirs, 12 pixels.
    @Test
    void chartsOnAPhoneAreReadable() {
        shown.browser().size(390, 844);
        shown.browser().show(shown.page());
        shown.browser()
                .script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        @SuppressWarnings("unchecked") // a list in JavaScript
        List<Number> scales =
                (List<Number>)
                        shown.browser()
                                .script(
                                        "return [...document.querySelectorAll('svg.chart')].filter(c => c.checkVisibility()).map(c => c.getBoundingClientRect().width / c.viewBox.baseVal.width)");
        assertThat(scales).hasSizeGreaterThan(5);
        for (Number scale : scales) {
            assertThat(12 * scale.doubleValue()).isGreaterThan(11);
        }
    }

    @ParameterizedTest
    @CsvSource({"light,card", "dark,card", "light,hostile"})
    void axeFindsNothingSerious(String scheme, String which) throws IOException {
        shown.browser().media("screen", scheme);
        shown.browser().show(which.equals("card") ? shown.page() : shown.hostile());
        shown.browser()
                .script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
            shown.browser().script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object found =
                shown.browser()
                        .scriptAsync(
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
        shown.browser().show(shown.hostile());
        shown.browser()
                .script(
                        """
                        document.querySelectorAll('details').forEach(d => { d.open = true; });
                        document.querySelector('[data-do=unfold]').click();
                        document.querySelectorAll('svg.graph [role=button]').forEach(b => b.dispatchEvent(new MouseEvent('click', {bubbles: true})));
                        document.querySelectorAll('data, [title], code').forEach(d => d.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})));
                        """);
        shown.browser().find(".graph .find").sendKeys("<script>");
        shown.browser().find("#layers .filter").sendKeys("onerror");
        assertThat(shown.browser().script("return window.caught")).isEqualTo(List.of());
        assertThat(shown.browser().console()).isEmpty();
        assertThat(shown.browser().requests()).hasSize(1);
        assertThat(
                        shown.count(
                                "body img, body iframe, body object, body [onload], body [onerror], body [onmouseover]"))
                .isZero();
        assertThat(shown.count("script")).as("its own and the graph's data").isEqualTo(2);
    }
}
