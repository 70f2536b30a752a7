package assay.reports.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay schema`: the published JSON Schemas of the files that others rely on.
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of a file that Assay writes.",
        footer = {
            "",
            "Examples:  assay schema card > card.schema.json",
            "           assay schema --list"
        })
final class SchemaCommand implements Callable<Integer> {

    /// Every schema: what it is of, and its version, which is also that of the file's `schema` key.
    static final List<String> NAMES =
            List.of(
                    "analysis-1",
                    "measurement-1",
                    "card-1",
                    "suite-1",
                    "comparison-report-1",
                    "history-1");

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "As listed by --list.")
    @Nullable String name;

    @Option(names = "--list", description = "Lists the names.")
    boolean list;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list || name == null) {
            if (!list) {
                throw new UsageException("give the name of a schema, or --list");
            }
            NAMES.forEach(each -> out.println(each.substring(0, each.lastIndexOf('-'))));
            return Exit.DONE;
        }
        String found =
                NAMES.stream()
                        .filter(each -> each.equals(name) || each.startsWith(name + "-"))
                        .findFirst()
                        .orElseThrow(() ->
                                new UsageException(
                                        "there is no schema '"
                                                + name
                                                + "'; assay schema --list names them"));
        out.print(text(found));
        out.flush();
        return Exit.DONE;
    }

    /// The schema as published with this build.
    static String text(String name) throws IOException {
        try (InputStream in =
                SchemaCommand.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            if (in == null) {
                throw new IllegalStateException("The schema " + name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
