package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMemoryTest {

    @TempDir Path folder;

    @Test
    void theLargestScratchMemoryOfANodeCounts() throws IOException {
        Path file = folder.resolve("memory.csv");
        Files.write(
                file,
                List.of(
                        "#name,input_sizes,initializers_sizes,total_dynamic_sizes,total_temp_allocations",
                        "conv_1,9840640,0,401408,1204224",
                        "a name, with commas,12192,0,16128,9",
                        "relu,5523456,0,401408,0"));
        assertThat(NodeMemory.largestScratch(file)).isEqualTo(1_204_224);
    }

    @Test
    void aFileThatSaysNothingIsUnknownAndNotNothing() throws IOException {
        assertThat(NodeMemory.largestScratch(folder.resolve("absent.csv"))).isNull();
        Path file = Files.writeString(folder.resolve("memory.csv"), "#name,other\nconv,1\n");
        assertThat(NodeMemory.largestScratch(file)).isNull();
    }
}
