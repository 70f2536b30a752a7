package assay.reports.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The command as it was given, for results to name.
final class CommandLines {

    private CommandLines() {}

    /// Environment variable: what the launcher was called as.
    private static final String CALLED = "ASSAY_COMMAND";

    /// `scripts/assay bench model.onnx --quick`, as it was called, quoted for a shell.
    static String of(CommandSpec spec) {
        return of(spec.root().commandLine().getParseResult().originalArgs());
    }

    /// As [#of(CommandSpec)], of these arguments.
    static String of(List<String> arguments) {
        return of(System.getenv().getOrDefault(CALLED, "assay"), arguments);
    }

    static String of(String called, List<String> arguments) {
        return Stream.concat(Stream.of(called), arguments.stream())
                .map(CommandLines::quoted)
                .collect(Collectors.joining(" "));
    }

    /// Options whose values name nothing of the model, the machine or the user.
    private static final Set<String> NAMELESS =
            Set.of(
                    "--batches",
                    "--budget",
                    "--quick",
                    "--thorough",
                    "--precision",
                    "--device",
                    "--no-measure",
                    "--seed",
                    "--option",
                    "--redact",
                    "--summary-only");

    /// `assay card MODEL --batches 1,8 --out ...`: the command without what it names.
    static String redacted(CommandSpec spec) {
        StringBuilder line = new StringBuilder("assay " + spec.name() + " MODEL");
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            line.append(' ').append(option.longestName());
            boolean flag = option.arity().max() == 0;
            if (!flag && NAMELESS.contains(option.longestName())) {
                option.originalStringValues().forEach(v -> line.append(' ').append(quoted(v)));
            } else if (!flag) {
                line.append(" ...");
            }
        }
        return line.toString();
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
