package assay.reports.cli;

import assay.analyzer.zoo.Zoo;
import assay.reports.card.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay model`: writes a standard architecture.
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Writes a standard architecture with seeded random weights.",
        footer = {
            "",
            "Example:  assay model bert_base -o bert.onnx",
            "          assay model --list"
        })
final class ModelCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The architecture.")
    @Nullable String name;

    @Option(names = "-o", paramLabel = "FILE", description = "Where to write (default: NAME.onnx).")
    @Nullable Path file;

    @Option(names = "--list", description = "Lists the architectures.")
    boolean list;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the weights (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        if (list) {
            Zoo.names().forEach(spec.commandLine().getOut()::println);
            return Exit.DONE;
        }
        if (name == null) {
            throw new UsageException("give the NAME of an architecture, or --list to see them");
        }
        if (!Zoo.names().contains(name)) {
            throw new UsageException(
                    "there is no built-in model '" + name + "'; 'assay model --list' shows them");
        }
        Path target = file == null ? Path.of(name + ".onnx") : file;
        if (file == null && Files.exists(target)) {
            throw new UsageException(
                    target
                            + " is there already, and may be yours; say with -o FILE where to write");
        }
        Zoo.write(name, target, seed);
        spec.commandLine().getErr().println("wrote " + Printable.line(target.toString()));
        return Exit.DONE;
    }
}
