package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {

    /// Three runs; in the first, which is a warm-up, Conv takes 900. A loop body's Add runs twice.
    private static final String TRACE =
            """
            [
            {"cat":"Session","pid":1,"tid":1,"dur":5,"ts":1,"ph":"X","name":"model_loading_uri","args":{}},
            {"cat":"Node","pid":1,"tid":1,"dur":900,"ts":101,"ph":"X","name":"c_kernel_time","args":{"op_name":"Conv","provider":"CPUExecutionProvider","node_index":"3"}},
            {"cat":"Session","pid":1,"tid":1,"dur":1000,"ts":100,"ph":"X","name":"model_run","args":{}},
            {"cat":"Node","pid":1,"tid":1,"dur":60,"ts":2001,"ph":"X","name":"c_kernel_time","args":{"op_name":"Conv","provider":"CPUExecutionProvider","node_index":"3","input_type_shape":[{"float":[1,3,8,8]},{"float":[]}],"mem_in_use_peak":"4096","mem_arena_held":"8192"}},
            {"cat":"Node","pid":1,"tid":1,"dur":5,"ts":2062,"ph":"X","name":"a_kernel_time","args":{"op_name":"Add","provider":"CPUExecutionProvider","node_index":"4"}},
            {"cat":"Node","pid":1,"tid":1,"dur":7,"ts":2070,"ph":"X","name":"a_kernel_time","args":{"op_name":"Add","provider":"CPUExecutionProvider","node_index":"4"}},
            {"cat":"Session","pid":1,"tid":1,"dur":100,"ts":2000,"ph":"X","name":"model_run","args":{}},
            {"cat":"Node","pid":1,"tid":1,"dur":80,"ts":3001,"ph":"X","name":"c_kernel_time","args":{"op_name":"Conv","provider":"CPUExecutionProvider","node_index":"3"}},
            {"cat":"Node","pid":1,"tid":1,"dur":6,"ts":3082,"ph":"X","name":"a_kernel_time","args":{"op_name":"Add","provider":"CPUExecutionProvider","node_index":"4"}},
            {"cat":"Node","pid":1,"tid":1,"dur":8,"ts":3089,"ph":"X","name":"a_kernel_time","args":{"op_name":"Add","provider":"CPUExecutionProvider","node_index":"4"}},
            {"cat":"Session","pid":1,"tid":1,"dur":120,"ts":3000,"ph":"X","name":"model_run","args":{}}
            ]
            """;

    @Test
    void warmUpsAreLeftOutAndNodesSummedPerRun(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("trace.json"), TRACE);
        RuntimeProfile profile = ProfileReader.read(file, 4, 1);
        assertThat(profile.batch()).isEqualTo(4);
        assertThat(profile.runs()).isEqualTo(2);
        // nearest rank of two: the smaller. Runs 100 and 120, Conv 60 and 80, Add 5+7 and 6+8
        assertThat(profile.runSeconds()).isCloseTo(100e-6, within(1e-12));
        assertThat(profile.nodes()).extracting(NodeTime::name).containsExactly("c", "a");
        NodeTime conv = profile.nodes().getFirst();
        assertThat(conv.seconds()).isCloseTo(60e-6, within(1e-12));
        assertThat(conv.inputs()).containsExactly("float[1,3,8,8]", "float[]");
        assertThat(profile.nodes().getLast().seconds()).isCloseTo(12e-6, within(1e-12));
        assertThat(profile.nodes().getLast().executions()).isEqualTo(2);
        // 60 of 72
        assertThat(profile.operators().getFirst().share()).isCloseTo(60.0 / 72, within(1e-9));
        assertThat(profile.arenaPeakBytes()).isEqualTo(4096);
        assertThat(profile.arenaHeldBytes()).isEqualTo(8192);
        assertThatThrownBy(() -> ProfileReader.read(file, 4, 3))
                .hasMessageContaining("no run after 3");
    }

    @Test
    void theFastestOfEachNodeIsOfTheRunsThatItTookPartIn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("trace.json"), TRACE);
        RuntimeProfile profile = ProfileReader.readFastest(file, 4, 0);
        // runs 1000, 100 and 120; Conv 900, 60 and 80; Add not in the first, then 5+7 and 6+8
        assertThat(profile.runSeconds()).isCloseTo(100e-6, within(1e-12));
        assertThat(profile.nodes().getFirst().seconds()).isCloseTo(60e-6, within(1e-12));
        assertThat(profile.nodes().getLast().seconds()).isCloseTo(12e-6, within(1e-12));
    }
}
