package assay.analyzer.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the external data of a model lies. The file must stay inside the model's folder: a model
/// from a stranger may not name other files of the machine. Nothing is read here, only looked at.
public sealed interface ExternalData {

    /// A regular file inside the model's folder.
    ///
    /// @param file its real path
    /// @param bytes its size
    record Found(Path file, long bytes) implements ExternalData {}

    /// The location is allowed, but there is no such file.
    record Missing(Path file) implements ExternalData {}

    /// The location is refused, and why.
    record Outside(String location, String why) implements ExternalData {}

    /// Resolves `location` as written in a model's `external_data` against the folder of `model`.
    /// Refused are absolute paths, `..`, drive letters, and links that lead out of the folder.
    ///
    /// Where the model is itself a link, as in the caches of model hubs, what is not beside the
    /// link may lie beside the file that it leads to. Nothing is decoded: `%2e%2e` is a name.
    static ExternalData resolve(Path model, String location) {
        ExternalData beside = inside(model.toAbsolutePath().normalize().getParent(), location);
        if (!(beside instanceof Missing) || !Files.isSymbolicLink(model)) {
            return beside;
        }
        try {
            return inside(model.toRealPath().getParent(), location);
        } catch (IOException _) {
            return beside;
        }
    }

    private static ExternalData inside(@Nullable Path folder, String location) {
        if (folder == null || location.isEmpty()) {
            return new Outside(location, "it names no file");
        }
        String slashed = location.replace('\\', '/');
        if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")) {
            return new Outside(location, "it is an absolute path");
        }
        for (String part : slashed.split("/", -1)) {
            if (part.equals("..")) {
                return new Outside(location, "it leaves the model's folder with '..'");
            }
        }
        Path file;
        try {
            file = folder.resolve(slashed).normalize();
        } catch (InvalidPathException _) {
            return new Outside(location, "it is not a valid path");
        }
        if (!file.startsWith(folder) || file.equals(folder)) {
            return new Outside(location, "it names no file inside the model's folder");
        }
        return look(folder, file, location);
    }

    private static ExternalData look(Path folder, Path file, String location) {
        try {
            if (!Files.exists(file)) {
                return Files.isSymbolicLink(file)
                        ? new Outside(location, "it is a link that leads nowhere")
                        : new Missing(file);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                return new Outside(location, "it is a link that leads out of the model's folder");
            }
            return Files.isRegularFile(real)
                    ? new Found(real, Files.size(real))
                    : new Outside(location, "it is not a regular file");
        } catch (IOException _) {
            return new Missing(file);
        }
    }
}
