package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.session.Check.State;
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
}
