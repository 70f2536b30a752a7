package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `--help` prints.
class HelpTest {

    static Stream<String> commands() {
        return Main.COMMANDS.keySet().stream().filter(name -> !spec(name).usageMessage().hidden());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndOptionSaysWhatItIsFor(String name) {
        CommandRun run = CommandRun.of(name, "--help");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).startsWith("Usage: assay " + name);
        assertThat(run.err()).isEmpty();
        for (ArgSpec argument : spec(name).args()) {
            assertThat(argument.description()).as(argument.toString()).isNotEmpty();
        }
    }

    /// The library formats them; a lone per cent sign makes it warn on the terminal.
    @ParameterizedTest
    @MethodSource("commands")
    void itsWordsAreFormats(String name) {
        CommandSpec spec = spec(name);
        List<String> words = new ArrayList<>();
        words.addAll(Arrays.asList(spec.usageMessage().description()));
        words.addAll(Arrays.asList(spec.usageMessage().footer()));
        for (ArgSpec argument : spec.args()) {
            words.addAll(raw((AnnotatedElement) argument.userObject()));
        }
        assertThat(words).isNotEmpty();
        for (String each : words) {
            assertThatCode(() -> String.format(Locale.ROOT, each))
                    .as(each)
                    .doesNotThrowAnyException();
        }
    }

    /// What is laid out by hand, a command or a table, is broken by nobody on a terminal of 80
    /// columns; sentences may be.
    @ParameterizedTest
    @MethodSource("commands")
    void nothingLaidOutByHandIsBroken(String name) {
        assertThat(spec(name).usageMessage().footer())
                .filteredOn(line -> line.contains("  "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(CommandRun.of(name, "--help").out()).doesNotContain("%%");
    }

    /// As it stands in the source: the library's own getter has formatted it already.
    private static List<String> raw(AnnotatedElement argument) {
        Option option = argument.getAnnotation(Option.class);
        Parameters parameters = argument.getAnnotation(Parameters.class);
        return option != null
                ? List.of(option.description())
                : parameters != null ? List.of(parameters.description()) : List.of();
    }

    private static CommandSpec spec(String name) {
        return new CommandLine(Main.COMMANDS.get(name)).getCommandSpec();
    }
}
