package assay.benchmark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlTest {
    private static final long GIB = 1L << 30;

    @TempDir Path folder;

    @Test
    void recordsHaveTheSizesOfNvmlH() {
        // sizeof on x86-64; the C double asserts the same six.
        assertThat(NvmlStructs.MEMORY_V2.byteSize()).isEqualTo(40);
        assertThat(NvmlStructs.PCI_INFO.byteSize()).isEqualTo(68);
        assertThat(NvmlStructs.PROCESS_INFO.byteSize()).isEqualTo(24);
        assertThat(NvmlStructs.FIELD_VALUE.byteSize()).isEqualTo(40);
        assertThat(NvmlStructs.VIOLATION_TIME.byteSize()).isEqualTo(16);
        assertThat(NvmlStructs.PROCESS_UTILIZATION.byteSize()).isEqualTo(32);
        // NVML_STRUCT_VERSION(Memory, 2) = 40 | 2 << 24 = 33554472
        assertThat(NvmlStructs.version(NvmlStructs.MEMORY_V2, 2)).isEqualTo(33_554_472);
    }

    @Test
    void absentLibraryIsAReason() {
        System.setProperty("assay.nvml", folder.resolve("absent.so").toString());
        try {
            assertThat(reason(Nvml.open())).contains("absent.so", "no NVIDIA driver");
        } finally {
            System.clearProperty("assay.nvml");
        }
    }

    @Test
    void driverNotLoadedIsAReason() throws Exception {
        try (var _ = CDouble.nvml(folder, "init 9\n")) {
            assertThat(reason(Nvml.open())).isEqualTo("the NVIDIA driver is not loaded");
        }
    }

    @Test
    void factsOfAHealthyGpu() throws Exception {
        try (var _ = CDouble.nvml(folder, "");
                var nvml = open()) {
            assertThat(nvml.driverVersion()).isEqualTo(Reading.known("580.65.06"));
            assertThat(nvml.cudaVersion()).isEqualTo(Reading.known("12.8")); // 12080
            var facts = only(nvml).facts();
            assertThat(facts.name()).isEqualTo(Reading.known("NVIDIA Double 0"));
            assertThat(facts.uuid())
                    .isEqualTo(Reading.known("GPU-00000000-0000-0000-0000-000000000000"));
            assertThat(facts.pci())
                    .isEqualTo(
                            Reading.known(
                                    new PciIds("00000000:01:00.0", 0x10de, 0x2684, 0x167c10de)));
            assertThat(facts.memoryBytes()).isEqualTo(Reading.known(24 * GIB));
            assertThat(facts.capability()).isEqualTo(Reading.known(new ComputeCapability(8, 9)));
            // 16384 cores / 128 cores in a multiprocessor of compute capability 8.9 = 128
            assertThat(facts.multiprocessors()).isEqualTo(Reading.known(128));
            assertThat(facts.maxSmHertz()).isEqualTo(Reading.known(3.105e9));
            assertThat(facts.maxMemoryHertz()).isEqualTo(Reading.known(10.501e9));
            assertThat(facts.powerLimitWatts()).isEqualTo(Reading.known(450.0));
            assertThat(facts.defaultPowerLimitWatts()).isEqualTo(Reading.known(450.0));
            assertThat(facts.applicationSmHertz()).isEqualTo(Reading.known(2.52e9));
            assertThat(facts.maxPcieGeneration()).isEqualTo(Reading.known(4));
            assertThat(facts.maxPcieWidth()).isEqualTo(Reading.known(16));
            // The mode in force, not the pending one, which the double has the other way round.
            assertThat(facts.ecc()).isEqualTo(Reading.known(false));
            assertThat(facts.mig()).isEqualTo(Reading.known(false));
            assertThat(facts.persistence()).isEqualTo(Reading.known(true));
        }
    }

    @Test
    void readingsOfAHealthyGpu() throws Exception {
        try (var _ = CDouble.nvml(folder, "processes 2\ndesktops 1\n");
                var nvml = open()) {
            var gpu = only(nvml);
            var reading = gpu.read();
            assertThat(reading.memoryUsedBytes()).isEqualTo(Reading.known(2 * GIB));
            assertThat(reading.smHertz()).isEqualTo(Reading.known(2.52e9));
            assertThat(reading.memoryHertz()).isEqualTo(Reading.known(10.251e9));
            assertThat(reading.powerWatts()).isEqualTo(Reading.known(251.5)); // 251500 mW
            assertThat(reading.energyJoules()).isEqualTo(Reading.known(5050.0)); // 5050000 mJ
            assertThat(gpu.read().energyJoules()).isEqualTo(Reading.known(5100.0));
            assertThat(reading.celsius()).isEqualTo(Reading.known(61));
            assertThat(reading.utilization()).isEqualTo(Reading.known(0.97));
            assertThat(reading.memoryUtilization()).isEqualTo(Reading.known(0.41));
            assertThat(reading.throttle().orElse(EnumSet.noneOf(ThrottleReason.class)))
                    .containsExactly(ThrottleReason.POWER_CAP, ThrottleReason.SOFTWARE_THERMAL);
            // The double counts fieldId seconds: 74 for the power policy.
            assertThat(reading.throttleSeconds())
                    .containsEntry(ThrottleCounter.POWER, Reading.known(74.0))
                    .containsEntry(ThrottleCounter.RELIABILITY, Reading.known(79.0));
            assertThat(reading.processes().orElse(List.of()))
                    .containsExactly(
                            new GpuProcess(4242, Reading.known(GIB), false),
                            new GpuProcess(4243, Reading.known(2 * GIB), false),
                            new GpuProcess(900, Reading.known(GIB), true));
            assertThat(reading.memoryBytesOf(4243)).isEqualTo(Reading.known(2 * GIB));
            assertThat(reason(reading.memoryBytesOf(1))).isEqualTo("the driver lists no process 1");
            assertThat(reading.pcieGeneration()).isEqualTo(Reading.known(3));
            assertThat(reading.pcieWidth()).isEqualTo(Reading.known(8));
        }
    }

    @Test
    void unsupportedFieldsAreMissingAndTheRestIsThere() throws Exception {
        String script =
                """
                unsupported nvmlDeviceGetTotalEnergyConsumption
                unsupported nvmlDeviceGetPowerUsage
                unsupported nvmlDeviceGetEccMode
                field_values 3
                unsupported nvmlDeviceGetViolationStatus
                hide_process_memory 1
                """;
        try (var _ = CDouble.nvml(folder, script);
                var nvml = open()) {
            var gpu = only(nvml);
            var reading = gpu.read();
            String unsupported = "this GPU does not support it";
            assertThat(reason(reading.energyJoules())).isEqualTo(unsupported);
            assertThat(reason(reading.powerWatts())).isEqualTo(unsupported);
            assertThat(reason(gpu.facts().ecc())).isEqualTo(unsupported);
            assertThat(reading.throttleSeconds().values())
                    .hasSize(5)
                    .allSatisfy(each -> assertThat(reason(each)).isEqualTo(unsupported));
            assertThat(reason(reading.memoryBytesOf(4242))).contains("does not tell it");
            assertThat(reading.smHertz()).isEqualTo(Reading.known(2.52e9));
        }
    }

    @Test
    void aGpuLostMidwayIsMissingEverywhere() throws Exception {
        try (var _ = CDouble.nvml(folder, "lost_after 3\n");
                var nvml = open()) {
            var gpu = only(nvml);
            // Three device calls go well: memory, SM clock, memory clock; power is the fourth.
            var dying = gpu.read();
            assertThat(dying.memoryHertz()).isEqualTo(Reading.known(10.251e9));
            assertThat(reason(dying.powerWatts())).contains("lost");
            var dead = gpu.read();
            assertThat(reason(dead.memoryUsedBytes())).contains("lost");
            assertThat(reason(dead.energyJoules())).contains("lost");
            assertThat(reason(dead.throttle())).contains("lost");
            assertThat(reason(dead.processes())).contains("lost");
            assertThat(dead.throttleSeconds().values())
                    .allSatisfy(each -> assertThat(reason(each)).contains("lost"));
        }
    }

    @Test
    void twoGpusAreToldApart() throws Exception {
        try (var _ = CDouble.nvml(folder, "devices 2\n");
                var nvml = open()) {
            var gpus = nvml.gpus().orElse(List.of());
            assertThat(gpus).hasSize(2);
            assertThat(gpus.get(1).facts().name()).isEqualTo(Reading.known("NVIDIA Double 1"));
            assertThat(gpus.get(1).facts().pci().map(PciIds::deviceId))
                    .isEqualTo(Reading.known(0x2685));
            assertThat(gpus.get(0).read().celsius()).isEqualTo(Reading.known(61));
            assertThat(gpus.get(1).read().celsius()).isEqualTo(Reading.known(62));
        }
    }

    @Test
    void sharesOfProcessesAreMeansOfWhatIsNewSinceTheCallBefore() throws Exception {
        // The double gives each process two samples a call, of 40 and 60 %, and others of before.
        try (var _ = CDouble.nvml(folder, "processes 2\n");
                var nvml = open()) {
            var gpu = only(nvml);
            for (int call = 0; call < 2; call++) {
                assertThat(gpu.read().smShares())
                        .isEqualTo(Reading.known(Map.of(4242L, 0.5, 4243L, 0.5)));
            }
        }
    }

    @Test
    void aGpuOnWhichNothingRanHasNoSharesAndThatIsKnown() throws Exception {
        try (var _ = CDouble.nvml(folder, "processes 0\n");
                var nvml = open()) {
            assertThat(only(nvml).read().smShares()).isEqualTo(Reading.known(Map.of()));
        }
    }

    @Test
    void cudaCountsInItsOwnOrderAndLeavesOutWhatIsHidden() throws Exception {
        // The double's GPUs sit at 00000000:01:00.0, :02: and :03:.
        try (var _ = CDouble.nvml(folder, "devices 3\n");
                var _ = CDouble.cuda(folder, "0000:03:00.0", "0000:01:00.0");
                var nvml = open()) {
            assertThat(nvml.cudaGpus().orElse(List.of()))
                    .extracting(Gpu::index)
                    .containsExactly(2, 0);
        }
    }

    @Test
    void whereCudaDoesNotTellTheOrderIsNvmls() throws Exception {
        // 100 is cudaErrorNoDevice; a bus id that NVML does not know leaves the order open too.
        for (String script : List.of("error 100", "0000:09:00.0\n0000:01:00.0")) {
            Path own = Files.createTempDirectory(folder, "order");
            try (var _ = CDouble.nvml(own, "devices 2\n");
                    var _ = CDouble.cuda(own, script);
                    var nvml = open()) {
                assertThat(nvml.cudaGpus().orElse(List.of()))
                        .extracting(Gpu::index)
                        .containsExactly(0, 1);
            }
        }
    }

    @Test
    void bothSpellingsOfABusIdNameOnePlace() {
        assertThat(PciIds.isSamePlace("00000000:0A:00.0", "0000:0a:00.0")).isTrue();
        assertThat(PciIds.isSamePlace("00010000:01:00.0", "0000:01:00.0")).isFalse();
    }

    @Test
    void aGpuThatCannotBeOpenedIsNamed() throws Exception {
        try (var _ = CDouble.nvml(folder, "devices 2\nunopenable 0\n");
                var nvml = open()) {
            assertThat(nvml.gpus().orElse(List.of())).extracting(Gpu::index).containsExactly(1);
            assertThat(nvml.unreachable())
                    .containsExactly("GPU 0: the GPU is lost: it has fallen off the bus");
        }
    }

    @Test
    void missingSymbolsFallBackOrAreMissing() throws Exception {
        try (var _ = CDouble.nvml(folder, "", "-DOLD_DRIVER");
                var nvml = open()) {
            var gpu = only(nvml);
            var reading = gpu.read();
            assertThat(reason(reading.energyJoules()))
                    .isEqualTo("this driver's NVML does not have it");
            assertThat(reason(gpu.facts().cudaCores())).contains("does not have it");
            assertThat(reason(gpu.facts().multiprocessors())).contains("does not have it");
            assertThat(reason(gpu.facts().mig())).contains("does not have it");
            // The older calls answer instead.
            assertThat(gpu.facts().memoryBytes()).isEqualTo(Reading.known(24 * GIB));
            assertThat(reading.throttle().isKnown()).isTrue();
            assertThat(reading.memoryBytesOf(4242)).isEqualTo(Reading.known(GIB));
            // nvmlDeviceGetViolationStatus: 7 s + policy 1 ns
            assertThat(reading.throttleSeconds())
                    .containsEntry(ThrottleCounter.THERMAL, Reading.known(7.000000001));
        }
    }

    @Test
    void noProcessesIsAnEmptyListNotAMissingOne() throws Exception {
        try (var _ = CDouble.nvml(folder, "processes 0\n");
                var nvml = open()) {
            assertThat(only(nvml).read().processes()).isEqualTo(Reading.known(List.of()));
        }
    }

    @Test
    void driversThatFilledLongerProcessRecords() {
        assertThat(GpuProcesses.hasLongRecords("535.54.03")).isTrue();
        assertThat(GpuProcesses.hasLongRecords("535.86.10")).isTrue();
        assertThat(GpuProcesses.hasLongRecords("535.98")).isFalse();
        assertThat(GpuProcesses.hasLongRecords("580.65.06")).isFalse();
        assertThat(GpuProcesses.hasLongRecords("")).isFalse();
    }

    private static Nvml open() {
        return switch (Nvml.open()) {
            case Reading.Known<Nvml>(Nvml nvml) -> nvml;
            case Reading.Missing<Nvml>(String why) -> throw new AssertionError(why);
        };
    }

    private static Gpu only(Nvml nvml) {
        var gpus = nvml.gpus().orElse(List.of());
        assertThat(gpus).hasSize(1);
        return gpus.get(0);
    }

    private static String reason(Reading<?> reading) {
        return switch (reading) {
            case Reading.Known<?>(Object value) -> throw new AssertionError("known: " + value);
            case Reading.Missing<?>(String why) -> why;
        };
    }
}
