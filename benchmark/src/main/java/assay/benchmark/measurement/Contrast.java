package assay.benchmark.measurement;

import java.util.ArrayList;
import java.util.List;

/// Something in which two measurements are unlike, so that comparing their latencies says something
/// else than that a change made a model faster or slower.
///
/// @param what `device`, `provider`, `precision`, `model`, `options` or `span`
public record Contrast(String what, String base, String other) {

    /// All in which the two differ; empty where they may be compared.
    public static List<Contrast> between(Measurement base, Measurement other) {
        List<Contrast> contrasts = new ArrayList<>();
        add(contrasts, "device", base.device(), other.device());
        add(contrasts, "provider", base.provider(), other.provider());
        add(contrasts, "precision", base.precision(), other.precision());
        if (!base.model().sha256().equals(other.model().sha256())) {
            contrasts.add(new Contrast("model", named(base.model()), named(other.model())));
        }
        add(contrasts, "options", options(base), options(other));
        add(contrasts, "span", base.span(), other.span());
        return contrasts;
    }

    /// `device: Xeon against EPYC`.
    public String sentence() {
        return what + ": " + base + " against " + other;
    }

    private static void add(List<Contrast> contrasts, String what, String base, String other) {
        if (!base.equals(other)) {
            contrasts.add(new Contrast(what, base, other));
        }
    }

    private static String named(ModelIdentity model) {
        String hash = model.sha256();
        return model.name() + " (SHA-256 " + hash.substring(0, Math.min(12, hash.length())) + ")";
    }

    private static String options(Measurement measurement) {
        return measurement.options().isEmpty()
                ? "defaults"
                : String.join(
                        " ",
                        measurement.options().entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .toList());
    }
}
