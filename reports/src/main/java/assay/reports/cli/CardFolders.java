package assay.reports.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folders that the cards of one command go to: one for each model, even where two models have
/// one name.
final class CardFolders {

    private final @Nullable Path out;
    private final int models;
    private final Set<String> taken = new HashSet<>();

    /// @param out what `--out` names; null where it was not given
    /// @param models how many are to come; a single one goes to `out` itself
    CardFolders(@Nullable Path out, int models) {
        this.out = out;
        this.models = models;
    }

    /// The folder of the next model.
    Path next(String name) {
        if (out != null && models == 1) {
            return out;
        }
        // A file may be called ".onnx" or "...onnx".
        String own = name.matches("\\.*") ? "model" : name;
        String free = own;
        for (int i = 2; !taken.add(free); i++) {
            free = own + "-" + i;
        }
        return (out == null ? Path.of("assay-out") : out).resolve(free);
    }
}
