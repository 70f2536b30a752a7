package assay.reports.reconcile;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a node in the runtime's profile: that of one of the model's nodes or values, with
/// the optimiser's marks after it (`..._nchwc`, `.../LayerNormFusion/`).
public final class ProfileName {

    private static final Pattern MARKS =
            Pattern.compile("(_nchwc|/\\w*Fusion\\w*|_token_\\d+|/duplicated|/)$");

    private ProfileName() {}

    /// The part before the marks that the model knows; null where it knows none.
    ///
    /// @param known whether the model has a node or a value of that name
    public static @Nullable String base(String name, Predicate<String> known) {
        String rest = name;
        while (!known.test(rest)) {
            String shorter = MARKS.matcher(rest).replaceFirst("");
            if (shorter.equals(rest) || shorter.isEmpty()) {
                return null;
            }
            rest = shorter;
        }
        return rest;
    }
}
