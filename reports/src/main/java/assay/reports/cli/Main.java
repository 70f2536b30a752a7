package assay.reports.cli;

import assay.analyzer.device.ProfileException;
import assay.analyzer.graph.ModelFormatException;
import assay.benchmark.session.BenchmarkException;
import assay.reports.card.Printable;
import assay.reports.suite.PlanException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line: `assay COMMAND ...`.
@Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Weighs an ONNX model twice: on paper and on the scale. Then sets the two side by side.",
            ""
        },
        footer = {
            "",
            "Start with:  assay card                (a built-in ResNet-18, about 3 minutes)",
            "             assay card --quick        (the same in under a minute)",
            "             assay card model.onnx     (yours)",
        })
public final class Main {

    /// The commands in the order of the help text.
    static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("card", CardCommand.class);
        COMMANDS.put("analyze", AnalyzeCommand.class);
        COMMANDS.put("bench", BenchCommand.class);
        COMMANDS.put("suite", SuiteCommand.class);
        COMMANDS.put("compare", CompareCommand.class);
        COMMANDS.put("calibrate", CalibrateCommand.class);
        COMMANDS.put("model", ModelCommand.class);
        COMMANDS.put("devices", DevicesCommand.class);
        COMMANDS.put("profiles", ProfilesCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("validate", ValidateCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("history", HistoryCommand.class);
        COMMANDS.put("schema", SchemaCommand.class);
        COMMANDS.put("warm-up", WarmUpCommand.class);
    }

    private Main() {}

    /// Holds the arguments, parted by [#PARTED], where the launcher kept them off the command line:
    /// ONNX Runtime 1.29 crashes in a process whose command line exceeds 4 KiB.
    private static final String LONG_ARGUMENTS = "ASSAY_ARGUMENTS";

    private static final String PARTED = "\u001f";

    /// Runs one command and ends the virtual machine with its exit code.
    public static void main(String[] arguments) {
        String apart = System.getenv(LONG_ARGUMENTS);
        System.exit(
                run(arguments.length == 0 && apart != null ? apart.split(PARTED, -1) : arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit code; [Exit#FAILED] where its results could not be written, too, unless
    ///   whoever read them has enough
    static int run(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        ResultStream results = ResultStream.standardOutput();
        PrintWriter out = results.writer();
        int exit = run(out, err, arguments);
        out.flush();
        try {
            results.check();
            return exit;
        } catch (FileSystemException e) {
            if (results.isAbandoned()) {
                return exit;
            }
            err.println("assay: " + sentence(e));
            return exit == Exit.DONE ? Exit.FAILED : exit;
        }
    }

    /// Runs one command, its results to `out`, its words to `err`.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        // Numbers are printed alike everywhere: programs read them.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Main());
        addCommands(line, arguments.length == 0 ? "" : arguments[0]);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A file may be called @model.onnx.
        line.setExpandAtFiles(false);
        line.setExecutionExceptionHandler(Main::explain);
        line.setParameterExceptionHandler(Main::explainUsage);
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return Exit.USAGE;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].isEmpty()) {
                // a path of no letters would be the working folder, and all models in it
                err.println(
                        "assay: argument "
                                + (i + 1)
                                + " is empty: is a variable of the shell not set?");
                return Exit.USAGE;
            }
        }
        try {
            return line.execute(arguments);
        } catch (LinkageError e) {
            return explainNatives(e, err);
        } catch (OutOfMemoryError e) {
            err.println(
                    "assay: memory ran out ("
                            + e.getMessage()
                            + "); give it more, as in ASSAY_JAVA_OPTIONS=-Xmx8g");
            return Exit.FAILED;
        }
    }

    /// The native parts of what we use are unpacked into the temporary folder and loaded from there
    /// when they are first needed.
    private static int explainNatives(LinkageError e, PrintWriter err) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (!(cause instanceof UnsatisfiedLinkError || cause instanceof IOException)) {
            throw e;
        }
        err.println(
                "assay: a native library could not be unpacked into "
                        + System.getProperty("java.io.tmpdir")
                        + " and loaded from there ("
                        + Printable.line(sentence(cause))
                        + "): see that the folder is writable, has some MiB of room, allows programs, and"
                        + " that no limit on file sizes (ulimit -f) stands in the way.");
        return Exit.FAILED;
    }

    /// Adds the command that is asked for alone, since looking at all of them takes longer than an
    /// analysis; all where none is named.
    private static void addCommands(CommandLine line, String asked) {
        COMMANDS.forEach((name, command) -> {
            if (asked.equals(name) || !COMMANDS.containsKey(asked)) {
                line.addSubcommand(command);
            }
        });
    }

    /// What went wrong as one sentence. Only what nobody foresaw shows a stack trace.
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult result) {
        line.getErr().println("assay: " + Printable.line(sentence(e)));
        if (isUnforeseen(e)) {
            line.getErr().println("This is a fault of Assay. Please report it with what follows:");
            e.printStackTrace(line.getErr());
        }
        return e instanceof UsageException
                        || e instanceof PlanException
                        || e instanceof InvalidPathException
                ? Exit.USAGE
                : Exit.FAILED;
    }

    private static boolean isUnforeseen(Exception e) {
        return !(e instanceof ModelFormatException
                || e instanceof ProfileException
                || e instanceof BenchmarkException
                || e instanceof UsageException
                || e instanceof PlanException
                || e instanceof InvalidPathException
                || e instanceof UncheckedIOException
                || e instanceof IOException);
    }

    static String sentence(Throwable e) {
        return switch (e) {
            case UncheckedIOException unchecked when unchecked.getCause() != null ->
                    sentence(unchecked.getCause());
            case InvalidPathException path ->
                    "'" + path.getInput() + "' is no path: " + path.getReason();
            case NoSuchFileException missing ->
                    missing.getFile() + ": there is no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException system ->
                    system.getFile()
                            + ": "
                            + (system.getReason() == null ? "cannot be used" : system.getReason());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    /// The parser's words for those who do not write Java.
    private static String usage(ParameterException e) {
        return String.valueOf(e.getMessage())
                .replace("Value for option option ", "The value for ")
                .replaceFirst("^Unmatched arguments? (at|from) index \\d+: ", "Not understood: ")
                .replace(" is not a long", " is no whole number")
                .replace(" is not an int", " is no whole number");
    }

    private static int explainUsage(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("assay: " + Printable.line(usage(e)));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
            line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        }
        return Exit.USAGE;
    }
}
