package assay.reports.cli;

import assay.analyzer.zoo.Zoo;
import assay.benchmark.session.NativeLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The model files that arguments stand for: a file, a folder of them, or the name of a built-in
/// model, which is written into the cache on first use.
final class ModelFiles {

    private ModelFiles() {}

    static List<Path> of(List<String> arguments, long seed) {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            if (Files.isDirectory(path)) {
                files.addAll(in(path));
            } else if (!Files.exists(path) && Zoo.names().contains(argument)) {
                files.add(builtIn(argument, seed));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    /// The one model that `argument` stands for.
    ///
    /// @throws UsageException where it is a folder that holds several
    static Path one(String argument, long seed) {
        List<Path> files = of(List.of(argument), seed);
        if (files.size() > 1) {
            throw new UsageException(
                    argument
                            + ": one model is wanted here, and the folder holds "
                            + files.size()
                            + "; give one of them, or all of them to 'assay suite'");
        }
        return files.getFirst();
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> models =
                    inside.filter(file ->
                                    file.toString().endsWith(".onnx") && Files.isRegularFile(file))
                            .sorted()
                            .toList();
            if (models.isEmpty()) {
                throw new UsageException(folder + ": the folder holds no .onnx file");
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The built-in model of that name with weights of that seed.
    static Path builtIn(String name, long seed) {
        Path file =
                NativeLibraries.cache()
                        .resolve("models")
                        .resolve("seed-" + seed)
                        .resolve(name + ".onnx");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
                Zoo.write(name, file, seed);
            } catch (IOException | UncheckedIOException e) {
                throw new UsageException(
                        "the built-in model cannot be written into the cache ("
                                + Main.sentence(e)
                                + "); set ASSAY_CACHE to a folder that can be written");
            }
        }
        return file;
    }
}
