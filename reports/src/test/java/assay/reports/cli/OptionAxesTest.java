package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.benchmark.session.Provider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionAxesTest {

    @Test
    void everyCombinationIsASetting() {
        List<OptionAxes.Setting> settings =
                axes("threads", "1,2", "spinning", "true,false", "optimization", "all").settings();
        // 2 x 2 x 1
        assertThat(settings)
                .extracting(OptionAxes.Setting::label)
                .containsExactly(
                        "threads=1,spinning=true",
                        "threads=1,spinning=false",
                        "threads=2,spinning=true",
                        "threads=2,spinning=false");
        assertThat(settings.getLast().options().values())
                .isEqualTo(Map.of("threads", "2", "spinning", "false", "optimization", "all"));
    }

    @Test
    void oneSettingHasNoLabelAndKeepsTheNamesOfFiles() {
        OptionAxes.Setting one = axes("threads", "1").settings().getFirst();
        assertThat(one.label()).isEmpty();
        assertThat(one.file("out/result.json")).isEqualTo(Path.of("out/result.json"));
        assertThat(one.in(Path.of("out"))).isEqualTo(Path.of("out"));
    }

    @Test
    void eachSettingOfAnAxisHasAFileOfItsOwn() {
        OptionAxes.Setting two = axes("threads", "1,2").settings().getLast();
        assertThat(two.file("out/result.json")).isEqualTo(Path.of("out/result.threads=2.json"));
        assertThat(two.file("result")).isEqualTo(Path.of("result.threads=2"));
        assertThat(two.file("-")).isNull();
        assertThat(two.in(Path.of("out"))).isEqualTo(Path.of("out/threads=2"));
    }

    @Test
    void whatIsHandedOnAsItIsIsNoAxis() {
        assertThat(axes("ort:session.intra_op_thread_affinities", "1,2").settings())
                .hasSize(1)
                .first()
                .extracting(s -> s.options().values().firstEntry().getValue())
                .isEqualTo("1,2");
    }

    @Test
    void unknownKeysAndValuesAreSentences() {
        assertThatThrownBy(() -> axes("thread", "1,2"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--option: option 'thread' is none of [arena,");
        assertThatThrownBy(() -> axes("threads", "1,two"))
                .hasMessage("--option: option threads is a count of at most 4 digits, not 'two'");
        assertThatThrownBy(() -> axes("spinning", "true,")).hasMessageContaining("not ''");
    }

    @Test
    void anAxisThatDoesNothingIsRefused() {
        OptionAxes tf32 = axes("tf32", "true,false");
        OptionAxes.Setting first = tf32.settings().getFirst();
        assertThatThrownBy(() -> first.mustMatterOn(new Provider.Cpu(), tf32))
                .hasMessage(
                        "--option tf32: it does nothing on cpu, so its values cannot be compared"
                                + " there");
        first.mustMatterOn(new Provider.Cuda(0), tf32);
        OptionAxes single = axes("tf32", "true");
        single.settings().getFirst().mustMatterOn(new Provider.Cpu(), single);
    }

    private static OptionAxes axes(String... pairs) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return OptionAxes.of(options);
    }
}
