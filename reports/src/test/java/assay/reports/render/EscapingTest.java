package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Card;
import assay.reports.card.Span;
import assay.reports.card.Text;
import assay.reports.chart.SampleCharts;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapingTest {
    private static final Card HOSTILE =
            SampleCard.card(SampleCharts.HOSTILE, SampleCharts.HOSTILE, SampleCharts.all());

    @Test
    void aPageHoldsOneScriptOneStyleAndNothingThatRunsOrLoads() {
        String html = Html.page(HOSTILE);
        assertThat(count("<script>", html)).isEqualTo(1);
        // the graph's data, which no browser runs
        assertThat(count("<script type=\"application/json\">", html)).isEqualTo(1);
        assertThat(count("<script", html)).isEqualTo(2);
        assertThat(count("<style", html)).isEqualTo(1);
        assertThat(html)
                .doesNotContain(
                        "<img", "\u202E", "\u0007", " style=", "<iframe", "<link", "<object");
        assertThat(
                        Pattern.compile("<[^>]*\\son[a-z]+=", Pattern.CASE_INSENSITIVE)
                                .matcher(html.replaceAll("\"[^\"<>]*\"", "\"\""))
                                .find())
                .isFalse();
        assertThat(
                        Pattern.compile(
                                        "(href|src)=\"(?!#|https://onnx.ai/)",
                                        Pattern.CASE_INSENSITIVE)
                                .matcher(html)
                                .find())
                .isFalse();
        assertThat(html).contains("default-src 'none'").doesNotContain("unsafe-inline");
    }

    @Test
    void aPageStaysSmallWithLongNames() {
        // the 10 kB name stands in the title, the heading, two code spans and a chart: each is cut
        assertThat(Html.page(HOSTILE).length())
                .isLessThan(
                        Html.page(SampleCard.card("m", "n", SampleCharts.all())).length() + 10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\u0001',
            value = {
                "a|b → a\\|b",
                "<b>&x → &lt;b&gt;&amp;x",
                "![x](y) → \\!\\[x\\](y)",
                "*a* _b_ snake_case → \\*a\\* \\_b\\_ snake_case",
                "`x` $y$ ~z~ → \\`x\\` \\$y\\$ \\~z\\~",
                "see http://x.y or www.x.y → see http&#58;//x.y or www&#46;x.y",
                "@someone #12 → &#64;someone \\#12",
            })
    void markdownMeansNothingInPlainText(String raw, String escaped) {
        assertThat(MarkdownText.escape(raw)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\u0001',
            value = {
                "1. x → 1\\. x",
                "- x → \\- x",
                "+ x → \\+ x",
                "# x → \\# x",
                "> x → &gt; x",
            })
    void aParagraphBeginsNoList(String raw, String escaped) {
        assertThat(MarkdownText.paragraph(Text.of(raw))).isEqualTo(escaped);
    }

    @Test
    void aNameCannotLeaveItsCodeSpan() {
        assertThat(MarkdownText.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(MarkdownText.code("`x|y`")).isEqualTo("`` `x\\|y` ``");
        assertThat(MarkdownText.code("a\nb")).isEqualTo("`a b`");
    }

    @Test
    void everyTableRowOfAHostileCardHasAsManyCellsAsItsHead() {
        int columns = 0;
        for (String line : Markdown.of(HOSTILE).text().lines().toList()) {
            if (!line.startsWith("|")) {
                columns = 0;
                continue;
            }
            int cells = line.replace("\\|", "").split("\\|", -1).length;
            columns = columns == 0 ? cells : columns;
            assertThat(cells).as(line).isEqualTo(columns);
        }
    }

    @Test
    void markdownLinksForwardWithinItsFolder() {
        assertThat(Markdown.of(HOSTILE).pictures().keySet())
                .isNotEmpty()
                .allMatch(p -> p.matches("charts/[a-z0-9-]+\\.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "../../x",
                "/etc/passwd",
                "https://x.y/\"onclick=",
                "https://x y",
                "vbscript:x"
            })
    void unsafeTargetsAreWordsOnly(String target) {
        assertThat(HtmlText.span(new Span.Link("x", target))).isEqualTo("x");
        assertThat(MarkdownText.span(new Span.Link("x", target))).isEqualTo("x");
    }

    @Test
    void safeTargetsAreLinks() {
        assertThat(HtmlText.span(new Span.Link("x", "layers.csv"))).contains("href=\"layers.csv\"");
        assertThat(MarkdownText.span(new Span.Link("x", "https://onnx.ai/onnx/#a")))
                .isEqualTo("[x](https://onnx.ai/onnx/#a)");
    }

    @Test
    void hashesOfThePolicyAreThoseOfItsParts() throws Exception {
        String html = Html.page(SampleCard.card("m", "n", Map.of()));
        for (String part : new String[] {"style", "script"}) {
            String body =
                    html.substring(
                            html.indexOf("<" + part + ">") + part.length() + 2,
                            html.indexOf("</" + part + ">", html.indexOf("<" + part + ">")));
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(html)
                    .contains(
                            part
                                    + "-src 'sha256-"
                                    + java.util.Base64.getEncoder().encodeToString(digest)
                                    + "'");
        }
    }

    private static int count(String needle, String text) {
        return text.split(Pattern.quote(needle), -1).length - 1;
    }
}
