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
            List<Path> inside = Files.isDirectory(path) ? in(path) : List.of();
            boolean isModel = Files.exists(path) && !Files.isDirectory(path);
            if (!inside.isEmpty()) {
                files.addAll(inside);
            } else if (!isModel && Zoo.names().contains(argument)) {
                files.add(builtIn(argument, seed));
            } else if (Files.isDirectory(path)) {
                throw new UsageException(argument + ": the folder holds no .onnx file");
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
            return inside.filter(
                            file -> file.toString().endsWith(".onnx") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
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
