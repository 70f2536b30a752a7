package assay.reports.redact;

import assay.analyzer.analysis.Assumptions;
import assay.analyzer.graph.Model;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import assay.benchmark.measurement.Measurement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// One model's names and their pseudonyms: what `--redact` puts in the place of the model, its
/// assumptions and its measurement before anything is analysed, drawn or written.
///
/// Pseudonyms depend on the model's file alone, so two redacted results of one model fit together.
/// The file's hash is replaced by a hash of it, since model hubs can be searched by hash.
public final class Redaction {

    private final Pseudonyms names = new Pseudonyms();
    private final String name;
    private final String sha256;
    private final Model model;
    private final RedactedText text;

    /// Gives every name of a model its pseudonym.
    ///
    /// @param original as read
    /// @param sha256 of its file
    public Redaction(Model original, String sha256) {
        this.sha256 = hashOf(sha256);
        this.name = "model-" + this.sha256.substring(0, 6);
        this.model = RedactedModel.of(original, name, names);
        this.text = RedactedText.of(original.path());
    }

    /// What the model is called: `model-` and six hexadecimal digits that follow from its file.
    public String name() {
        return name;
    }

    /// The model under pseudonyms.
    public Model model() {
        return model;
    }

    /// The hash that stands for the file's own.
    public String sha256() {
        return sha256;
    }

    /// What is assumed of the original, said of the renamed model.
    public Assumptions assumptions(Assumptions assumptions) {
        Map<String, Shape> shapes = new HashMap<>();
        assumptions
                .inputShapes()
                .forEach((input, shape) ->
                        shapes.put(names.value(input, "input"), RedactedModel.shape(shape, names)));
        Map<String, TensorValue> values = new HashMap<>();
        assumptions
                .inputValues()
                .forEach((input, value) -> values.put(names.value(input, "input"), value));
        Map<String, ValueType> types = new HashMap<>();
        assumptions
                .inputTypes()
                .forEach((input, type) ->
                        types.put(names.value(input, "input"), RedactedModel.type(type, names)));
        return new Assumptions(
                bindings(assumptions.chosen()),
                bindings(assumptions.bound()),
                shapes,
                values,
                types);
    }

    private Bindings bindings(Bindings bindings) {
        Map<String, Long> renamed = new HashMap<>();
        bindings.values().forEach((symbol, value) -> renamed.put(names.symbol(symbol), value));
        return new Bindings(renamed);
    }

    /// The measurement with pseudonyms in its profiles, and without paths, command lines and what
    /// the runtime or the system said in words.
    public Measurement measurement(Measurement measurement, String commandLine) {
        return new RedactedMeasurement(names, text).of(measurement, name, sha256, commandLine);
    }

    /// Words of this program without the paths and the user's name that may stand in them.
    public String words(String words) {
        return text.without(words);
    }

    private static String hashOf(String sha256) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            ("assay redacted " + sha256)
                                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
