package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assay.benchmark.session.Check.State;
import assay.benchmark.telemetry.CDouble;
import assay.benchmark.telemetry.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir Path folder;

    @Test
    void examinesThisMachineWithoutChangingIt() {
        var checks = new Doctor(folder, "1.29.0", false).examine();
        assertThat(checks)
                .extracting(Check::name)
                .contains(
                        "JDK",
                        "ONNX Runtime",
                        "glibc",
                        "NVIDIA driver",
                        "libcudart.so.12",
                        "libcudnn.so.9",
                        "NVML",
                        "CPU governor",
                        "Load");
        assertThat(checks).allSatisfy(check -> assertThat(check.detail()).isNotBlank());
        assertThat(checks)
                .filteredOn(check -> check.state() == State.FAIL)
                .allSatisfy(check -> assertThat(check.advice()).isNotBlank());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oldJdkAndOldGlibcFail() {
        assertThat(SystemChecks.jdk(21).state()).isEqualTo(State.FAIL);
        assertThat(SystemChecks.jdk(25).state()).isEqualTo(State.OK);
        assertThat(SystemChecks.glibc(Reading.known("2.27")).state()).isEqualTo(State.FAIL);
        assertThat(SystemChecks.glibc(Reading.known("2.28")).state()).isEqualTo(State.OK);
        assertThat(SystemChecks.glibc(Reading.known("2.100")).state()).isEqualTo(State.OK);
        assertThat(SystemChecks.glibc(Reading.missing("musl")).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void readsTheKernelModulesVersion() throws Exception {
        Path proc = folder.resolve("version");
        Files.writeString(
                proc,
                """
                NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build
                GCC version:  gcc version 12.2.0
                """);
        assertThat(DriverChecks.driver(proc)).isEqualTo(Check.ok("NVIDIA driver", "580.65.06"));
        assertThat(DriverChecks.driver(folder.resolve("none")).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void absentLibrariesMatterOnlyBesideADriver() {
        var search = new LibrarySearch(List.of(), Map.of(), List.of(), List.of());
        var libraries = CudaLibraries.find(folder, search);
        assertThat(LibraryChecks.of(libraries, false))
                .extracting(Check::state)
                .containsOnly(State.UNKNOWN);
        var beside = LibraryChecks.of(libraries, true);
        assertThat(beside)
                .filteredOn(check -> check.state() == State.FAIL)
                .hasSize(5); // libcuda and four linked
        assertThat(beside)
                .filteredOn(check -> check.name().equals("libcudnn.so.9"))
                .extracting(Check::state)
                .containsExactly(State.WARN);
    }

    @Test
    void governorAndLoad() throws Exception {
        Path file = Files.writeString(folder.resolve("scaling_governor"), "powersave\n");
        assertThat(SystemChecks.governor(file).state()).isEqualTo(State.WARN);
        Files.writeString(file, "performance\n");
        assertThat(SystemChecks.governor(file).state()).isEqualTo(State.OK);
        // A quarter of 4 cores is 1.
        assertThat(SystemChecks.load(1.0, 4).state()).isEqualTo(State.OK);
        assertThat(SystemChecks.load(1.1, 4).state()).isEqualTo(State.WARN);
    }

    @Test
    void aGpuSetBelowItsDefaultsIsNamedWithTheWayBack() throws Exception {
        String script = "power_limit 300000\napplication_clock 1410\npersistence 0\n";
        try (var _ = CDouble.nvml(folder, script)) {
            var checks = DriverChecks.nvml();
            assertThat(checks)
                    .filteredOn(check -> check.state() == State.WARN)
                    .extracting(Check::name, Check::advice)
                    .containsExactly(
                            tuple("GPU 0", "sudo nvidia-smi -i 0 -pm 1"),
                            tuple("GPU 0 power limit", "sudo nvidia-smi -i 0 -pl 450"),
                            tuple(
                                    "GPU 0 clocks",
                                    "Figures repeat well so, and are slower than the data sheet's;"
                                            + " undo with sudo nvidia-smi -i 0 -rac"));
            // 300000 mW; 1410 MHz of 2520
            assertThat(checks)
                    .extracting(Check::detail)
                    .contains(
                            "300 W of 450 W by default: long kernels run slower than the data sheet"
                                    + " says",
                            "application clocks hold the SM at 1410 MHz, by default 2520");
        }
    }

    @Test
    void aGpuAtItsDefaultsGivesNoWarning() throws Exception {
        try (var _ = CDouble.nvml(folder, "")) {
            assertThat(DriverChecks.nvml())
                    .extracting(Check::state)
                    .doesNotContain(State.WARN, State.FAIL);
        }
    }

    @Test
    void aBoardWithoutPowerManagementGivesNoCheckOfItsLimit() throws Exception {
        try (var _ = CDouble.nvml(folder, "unsupported nvmlDeviceGetEnforcedPowerLimit\n")) {
            assertThat(DriverChecks.nvml())
                    .extracting(Check::name)
                    .doesNotContain("GPU 0 power limit");
        }
    }

    @Test
    void aLostGpuFailsAndTheOtherIsLookedAt() throws Exception {
        try (var _ = CDouble.nvml(folder, "devices 2\nunopenable 0\n")) {
            var checks = DriverChecks.nvml();
            assertThat(checks)
                    .filteredOn(check -> check.state() == State.FAIL)
                    .extracting(Check::detail)
                    .containsExactly("GPU 0: the GPU is lost: it has fallen off the bus");
            assertThat(checks).extracting(Check::name).contains("GPU 1");
        }
    }

    @Test
    void aDriverWhoseKernelModuleIsHiddenIsFoundThroughNvml() throws Exception {
        try (var _ = CDouble.nvml(folder, "")) {
            assertThat(DriverChecks.driver(folder.resolve("none")))
                    .isEqualTo(Check.ok("NVIDIA driver", "580.65.06"));
        }
    }

    @Test
    void aCudaRuntimeThatIsTooOldFailsBeforeOnnxRuntimeDoes() throws Exception {
        Path lib = folder.resolve("libcudart.so.12");
        CDouble.compile("library_double.c", lib);
        var search =
                new LibrarySearch(List.of(), Map.of("libcudart.so.12", lib), List.of(), List.of());
        assertThat(LibraryChecks.of(CudaLibraries.find(folder.resolve("none"), search), true))
                .filteredOn(check -> check.name().equals("libcudart.so.12"))
                .allSatisfy(check -> {
                    assertThat(check.state()).isEqualTo(State.FAIL);
                    assertThat(check.detail()).contains("cudaLibraryGetKernel");
                    assertThat(check.advice()).contains("CUDA 12.9");
                });
        Path newer = folder.resolve("newer.so");
        CDouble.compile("library_double.c", newer, "-DNEWER");
        assertThat(CudaLibraries.missingSymbol("libcudart.so.12", newer)).isNull();
    }
}
