package assay.reports.cli;

import assay.analyzer.graph.Model;
import assay.analyzer.onnx.OnnxReader;
import assay.reports.redact.Redaction;
import assay.reports.section.Detail;
import assay.reports.section.Evidence;
import assay.reports.section.Narration;
import assay.reports.section.Sections;
import assay.reports.summary.Endpoint;
import assay.reports.summary.Summarizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say how much a card tells, and who writes its summary.
final class TellingOptions {

    /// Where the key of `--summary-url` is taken from; nowhere else.
    static final String KEY = "ASSAY_SUMMARY_KEY";

    @Option(
            names = "--redact",
            description =
                    "Pseudonyms (node-17) for model, nodes, tensors, dimensions, paths, user and machine in every"
                            + " file written.")
    boolean redact;

    @Option(
            names = "--summary-only",
            description =
                    "Sums over the model and its operators alone: no node, no tensor, no raw files. Redacts too.")
    boolean summaryOnly;

    @Option(
            names = "--summary-url",
            paramLabel = "URL",
            description =
                    "Sends the card's figures to an OpenAI-compatible service, as in https://host/v1, for the"
                            + " summary in words; key in "
                            + KEY
                            + ". Without it nothing leaves this machine.")
    @Nullable String summaryUrl;

    @Option(
            names = "--summary-model",
            paramLabel = "NAME",
            description = "The language model to ask at --summary-url.")
    @Nullable String summaryModel;

    /// Refuses what cannot be meant, before anything is done.
    void check() {
        endpoint();
    }

    boolean redacts() {
        return redact || summaryOnly;
    }

    Detail detail() {
        return summaryOnly ? Detail.AGGREGATES : Detail.FULL;
    }

    /// @param sha256 of the model's file; empty to read it from the file
    Optional<Redaction> redaction(Model model, String sha256) {
        return redacts()
                ? Optional.of(
                        new Redaction(
                                model, sha256.isEmpty() ? OnnxReader.sha256(model.path()) : sha256))
                : Optional.empty();
    }

    /// The evidence in the detail asked for, with the summary of who was asked.
    Evidence tell(Evidence evidence, Console console) {
        Evidence told = evidence.in(detail());
        Optional<Endpoint> endpoint = endpoint();
        if (endpoint.isEmpty()) {
            return told;
        }
        console.say("asking " + endpoint.get() + " for the summary");
        Narration narration =
                Summarizer.narrate(Sections.card(told), endpoint.get(), Summarizer.LIMIT);
        if (!narration.whyTemplate().isEmpty()) {
            console.say("the template writes the summary: " + narration.whyTemplate());
        }
        return told.told(narration);
    }

    private Optional<Endpoint> endpoint() {
        if (summaryUrl == null) {
            if (summaryModel != null) {
                throw new UsageException("--summary-model needs --summary-url");
            }
            return Optional.empty();
        }
        if (summaryModel == null) {
            throw new UsageException("--summary-url needs --summary-model NAME");
        }
        String key = System.getenv(KEY);
        try {
            return Optional.of(
                    Endpoint.of(summaryUrl, summaryModel, key == null ? "" : key.strip()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--summary-url " + summaryUrl + ": " + e.getMessage());
        }
    }
}
