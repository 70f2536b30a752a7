package assay.benchmark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
    @TempDir Path tree;

    @Test
    void agreesWithTheKernelOnMemoryAndCores() throws Exception {
        Path meminfo = Path.of("/proc/meminfo");
        Assumptions.assumeTrue(Files.isReadable(meminfo), "no /proc/meminfo to compare with");
        var host = Host.read();
        // The first line: "MemTotal:       24682416 kB", where kB means KiB.
        long kibibytes =
                Long.parseLong(Files.readAllLines(meminfo).getFirst().replaceAll("\\D", ""));
        assertThat(host.memoryBytes()).isEqualTo(kibibytes * 1024);
        long processors =
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.matches("processor\\s*:.*"))
                        .count();
        assertThat((long) host.logicalCores()).isEqualTo(processors);
        assertThat(host.physicalCores()).isBetween(1, host.logicalCores());
        assertThat(host.cpuName()).isNotBlank();
        assertThat(host.jvm()).contains(Runtime.version().toString());
    }

    @Test
    void readsItsOwnProcess() {
        var own = ProcessReading.of(ProcessHandle.current().pid());
        // A JVM that runs this test holds at least its used heap.
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(own.residentBytes().orElse(0L)).isGreaterThan(heap / 2);
        double jvm =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
        // The JVM's own figure, read a moment later, from the same counter.
        assertThat(own.cpuSeconds().orElse(0.0)).isPositive().isLessThanOrEqualTo(jvm);
        assertThat(jvm - own.cpuSeconds().orElse(0.0)).isLessThan(60);
    }

    @Test
    void timesOfAllCoresAreTheFirstLinesOfTheKernelsFile() {
        // hundredths: user 100, nice 20, system 30, idle 1000, waiting 50, interrupts 4, soft
        // interrupts 6, stolen 40; guests 15 are within user's. Busy 100+20+30+4+6 = 160, all 1250.
        var times =
                CoreTimes.ofProc(
                        "cpu  100 20 30 1000 50 4 6 40 15 0\ncpu0 50 10 15 500 25 2 3 20 7 0\n");
        assertThat(times.busy()).isCloseTo(1.60, within(1e-9));
        assertThat(times.stolen()).isCloseTo(0.40, within(1e-9));
        assertThat(times.total()).isCloseTo(12.50, within(1e-9));
    }

    @Test
    void aProcessThatEndsIsGoneAndNotAtNought() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try (var meter = new ProcessMeter(process.pid())) {
            assertThat(meter.read().cpuSeconds().isKnown()).isTrue();
            assertThat(meter.read().residentBytes().isKnown()).isTrue();
            process.destroyForcibly().waitFor();
            assertThat(meter.read().cpuSeconds())
                    .isEqualTo(Reading.missing("process " + process.pid() + " is not running"));
        }
    }

    @Test
    void raplAddsPackagesAndCarriesAWrappedCounterOn() throws Exception {
        zone("intel-rapl:0", 3_000_000);
        zone("intel-rapl:1", 1_000_000);
        zone("intel-rapl:0:0", 500_000); // a part of package 0: not added again
        var rapl = Rapl.open(tree);
        assertThat(rapl.joules()).isEqualTo(Reading.known(4.0)); // 3 J + 1 J
        zone("intel-rapl:0", 2_000_000);
        // Package 0 wrapped at 10 J: 2 + 10 = 12 J; with package 1's 1 J, 13 J.
        assertThat(rapl.joules()).isEqualTo(Reading.known(13.0));
    }

    @Test
    void absentRaplIsAReason() {
        assertThat(Rapl.open(tree.resolve("none")).joules())
                .isEqualTo(Reading.missing("this system shows no RAPL counters"));
    }

    private void zone(String name, long microjoules) throws Exception {
        Path zone = Files.createDirectories(tree.resolve(name));
        Files.writeString(zone.resolve("energy_uj"), microjoules + "\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "10000000\n");
    }
}
