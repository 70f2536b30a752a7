package assay.reports.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// The command as it was given, for results to name.
final class CommandLines {

    private CommandLines() {}

    /// `assay bench model.onnx --quick`, quoted for a shell.
    static String of(CommandSpec spec) {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return arguments.stream()
                .map(CommandLines::quoted)
                .collect(Collectors.joining(" ", "assay ", ""))
                .strip();
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
