package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

    @Test
    void theCpuRunsTheProbe() {
        assertThat(Placement.whyNot(new Provider.Cpu())).isNull();
        assertThat(Placement.choose(DeviceChoice.parse("cpu")))
                .isEqualTo(new Placement(new Provider.Cpu(), null));
    }

    @Test
    void withoutCudaAutoTakesTheCpuAndSaysWhy() {
        assumeTrue(
                NativeLibraries.flavour() == NativeLibraries.Flavour.CPU,
                "the GPU build is on the class path");
        Placement placement = Placement.choose(DeviceChoice.parse("auto"));
        assertThat(placement.provider()).isEqualTo(new Provider.Cpu());
        assertThat(placement.whyNotCuda()).startsWith("CUDA is not used: ").endsWith(".");
        assertThatThrownBy(() -> Placement.choose(DeviceChoice.parse("cuda:1")))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageStartingWith("CUDA is not used: ");
    }

    @Test
    void devicesAreNamedAsOnTheCommandLine() {
        assertThat(Provider.parse("cuda")).isEqualTo(new Provider.Cuda(0));
        assertThat(Provider.parse("cuda:2")).hasToString("cuda:2");
        assertThatThrownBy(() -> DeviceChoice.parse("gpu"))
                .hasMessage("device 'gpu' is none of auto, cpu, cuda, cuda:INDEX");
        assertThatThrownBy(() -> Provider.parse("cuda:x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void librariesAreUnpackedOnce(@TempDir Path cache) throws IOException {
        Path folder = NativeLibraries.unpack(cache);
        Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
        assertThat(library).isNotEmptyFile();
        assertThat(folder.getFileName().toString()).startsWith(NativeLibraries.version() + "-");
        var written = Files.getLastModifiedTime(library);
        assertThat(NativeLibraries.unpack(cache)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(written);
        try (var left = Files.list(folder.getParent())) {
            assertThat(left).containsExactly(folder);
        }
    }
}
