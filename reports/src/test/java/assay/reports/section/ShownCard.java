package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Table;
import assay.reports.render.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A card in a browser, one for all tests that look at it.
///
/// @param page of a ResNet-18 with sample measurements
/// @param hostile of a model whose names are scripts
record ShownCard(Path folder, Browser browser, Card card, Path page, Path hostile)
        implements AutoCloseable {

    private static ShownCard open() {
        try {
            Path folder = Files.createTempDirectory("assay-page");
            Browser browser = Browser.open(folder);
            Card card =
                    Sections.card(SampleEvidence.cpu(SampleEvidence.analysis("resnet18", folder)));
            Path page = Files.writeString(folder.resolve("card.html"), Html.page(card));
            Path model = folder.resolve("hostile.onnx");
            HostileModel.write(model);
            Path hostile =
                    Files.writeString(
                            folder.resolve("hostile.html"),
                            Html.page(
                                    Sections.card(
                                            SampleEvidence.paperOnly(
                                                    Analysis.of(model, Assumptions.NONE),
                                                    "nvidia-h100-sxm5-80gb",
                                                    Precision.FP32))));
            return new ShownCard(folder, browser, card, page, hostile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Table layers() {
        for (var section : card.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Table table && table.file().equals("layers")) {
                    return table;
                }
            }
        }
        throw new AssertionError("the card has no layers");
    }

    /// Text of the first element of that selector.
    String text(String css) {
        return String.valueOf(
                browser.script("return document.querySelector(arguments[0]).textContent", css));
    }

    /// How many elements that selector has.
    long count(String css) {
        return (Long) browser.script("return document.querySelectorAll(arguments[0]).length", css);
    }

    @Override
    public void close() {
        browser.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens the browser at the first class that asks for it, and shows the page before each test.
    /// Without a browser the class is skipped, and says so.
    static final class Opening
            implements ExecutionCondition, BeforeEachCallback, ParameterResolver {

        private static ShownCard shown(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(ShownCard.class, _ -> ShownCard.open(), ShownCard.class);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Browser.missing()
                    .map(why -> {
                        System.err.println(why);
                        return ConditionEvaluationResult.disabled(why);
                    })
                    .orElse(ConditionEvaluationResult.enabled("there is a browser"));
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            ShownCard shown = shown(context);
            shown.browser().size(1280, 800);
            shown.browser().media("screen", "light");
            shown.browser().show(shown.page());
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ShownCard.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return shown(context);
        }
    }
}
