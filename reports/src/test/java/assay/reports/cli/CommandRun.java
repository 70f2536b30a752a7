package assay.reports.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/// One command as a user runs it: exit code and what was printed.
record CommandRun(int exit, String out, String err) {

    static {
        // What the launcher tells it.
        System.setProperty(
                "assay.profiles", Path.of(System.getProperty("assay.root"), "profiles").toString());
    }

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
