package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.reports.card.Card;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Walks the text of `card.md` and `card.html` as a reader sees it: every number with a unit is a
/// number of `card.json`, to the digits printed.
class PrintedNumbersTest {

    private static final Map<String, Double> PREFIXES =
            Map.ofEntries(
                    Map.entry("", 1.0),
                    Map.entry("n", 1e-9),
                    Map.entry("µ", 1e-6),
                    Map.entry("m", 1e-3),
                    Map.entry("k", 1e3),
                    Map.entry("M", 1e6),
                    Map.entry("G", 1e9),
                    Map.entry("T", 1e12),
                    Map.entry("P", 1e15),
                    Map.entry("Ki", 1024.0),
                    Map.entry("Mi", 1024.0 * 1024),
                    Map.entry("Gi", 1024.0 * 1024 * 1024),
                    Map.entry("Ti", 1024.0 * 1024 * 1024 * 1024));

    /// A number and its unit; a percent is a hundredth.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\w.,-])(\\d[\\d,]*(?:\\.\\d+)?)[ \\u202F]?"
                            + "([KMGT]i|[nµmkMGTP])?(FLOPs|FLOP/s|FLOP/B|MACs|B/s|B|/s|s|%|×|Hz|W|J|°C)(?![\\w])");

    @TempDir static Path folder;

    private static Analysis resnet;

    @BeforeAll
    static void analyse() {
        resnet = SampleEvidence.analysis("resnet18", folder);
    }

    private static List<Evidence> all() {
        return List.of(
                SampleEvidence.gpu(resnet),
                SampleEvidence.cpu(resnet),
                SampleEvidence.laptop(resnet),
                SampleEvidence.paperOnly(resnet, "nvidia-h100-sxm5-80gb", Precision.FP16),
                SampleEvidence.countsOnly(resnet),
                SampleEvidence.measuredOnly(resnet));
    }

    @Test
    void everyNumberOfTheMarkdownIsInTheJson() {
        for (Evidence evidence : all()) {
            Card card = Sections.card(evidence);
            String text =
                    Markdown.of(card)
                            .text()
                            .replaceAll("(?s)```.*?```", "")
                            .replaceAll("!\\[[^]]*]\\([^)]*\\)", "")
                            .replace("*", "")
                            .replace("\\", "");
            assertThat(missing(text, evidence)).isEmpty();
        }
    }

    @Test
    void everyNumberOfThePageIsInTheJson() {
        for (Evidence evidence : all()) {
            String text =
                    Html.page(Sections.card(evidence))
                            .replaceAll("(?s)<(style|script|svg|pre)\\b.*?</\\1>", " ")
                            .replaceAll("</(td|th|p|li|dd|dt|figcaption|div)>", " ; ")
                            .replaceAll("<[^>]*>", "")
                            .replace("&#8239;", "\u202F")
                            .replace("&nbsp;", " ");
            assertThat(missing(text, evidence)).isEmpty();
        }
    }

    private static List<String> missing(String text, Evidence evidence) {
        TreeSet<Double> numbers = new TreeSet<>();
        StringBuilder strings = new StringBuilder();
        collect(JsonMapper.shared().readTree(Json.text(CardJson.of(evidence))), numbers, strings);
        List<String> missing = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        int seen = 0;
        while (matcher.find()) {
            seen++;
            String prefix = matcher.group(2) == null ? "" : matcher.group(2);
            double unit = PREFIXES.get(prefix) * (matcher.group(3).equals("%") ? 0.01 : 1);
            BigDecimal printed = new BigDecimal(matcher.group(1).replace(",", ""));
            double half = 0.5 * Math.pow(10, lastDigit(printed));
            double low = (printed.doubleValue() - half) * unit * (1 - 1e-9);
            double high = (printed.doubleValue() + half) * unit * (1 + 1e-9);
            boolean held =
                    !numbers.subSet(low, true, high, true).isEmpty()
                            || strings.indexOf(matcher.group()) >= 0;
            if (!held) {
                missing.add(
                        text.substring(
                                        Math.max(0, matcher.start() - 40),
                                        Math.min(text.length(), matcher.end() + 10))
                                .replace('\n', ' '));
            }
        }
        assertThat(seen).as("numbers with units on the card").isGreaterThan(40);
        return missing;
    }

    /// The power of ten of the last digit that means something: three digits are printed, so zeros
    /// at the end of `1,640` may be filling.
    private static int lastDigit(BigDecimal printed) {
        int digits = printed.precision();
        boolean filled = printed.scale() == 0 && digits > 3 && printed.intValue() % 10 == 0;
        return filled ? digits - 3 : -printed.scale();
    }

    private static void collect(JsonNode node, TreeSet<Double> numbers, StringBuilder strings) {
        if (node.isNumber()) {
            numbers.add(Math.abs(node.doubleValue()));
        } else if (node.isString()) {
            strings.append(node.stringValue()).append('\n');
        }
        node.forEach(child -> collect(child, numbers, strings));
    }
}
