package assay.benchmark.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.device.CpuProfileWriter;
import assay.analyzer.device.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedProfileTest {

    @TempDir Path folder;

    private static Machine machine(String runtime) {
        return new Machine(
                "Some CPU @ 3.00GHz",
                "SomeVendor",
                "Family 1 Model 2",
                2,
                4,
                3e9,
                List.of(new CpuProfile.Cache(3, 33554432)),
                runtime);
    }

    private static RungTime time(Rung rung, double seconds) {
        double[] runs = new double[11];
        Arrays.fill(runs, seconds);
        return new RungTime(rung, 1, runs);
    }

    private static CpuProfile profile() {
        return CalibratedProfile.of(
                machine("1.29.0"),
                List.of(
                        time(Rungs.tiny(new Quantity.RunCost(), 1), 6e-6),
                        time(Rungs.tiny(new Quantity.NodeCost(), 100), 105e-6),
                        time(Rungs.tiny(new Quantity.NodeCost(), 200), 205e-6),
                        time(Rungs.product(Family.GEMM, 64, 64, 10), 125e-6),
                        time(Rungs.addition(12288, 10), 35e-6)));
    }

    @Test
    void takesTheRunAndTheNodesOff() {
        CpuProfile profile = profile();
        // (205 - 105) us / 100 nodes = 1 us a node; 6 us - 1 node = 5 us a run
        assertThat(profile.nodeSeconds()).isCloseTo(1e-6, within(1e-12));
        assertThat(profile.runSeconds()).isCloseTo(5e-6, within(1e-12));
        // (125 - 5) us / 10 links - 1 us = 11 us for 2 * 64^3 = 524,288 FLOPs: 47.66 GFLOP/s
        assertThat(profile.rates().getFirst().flopsPerSecond())
                .isCloseTo(524_288 / 11e-6, within(1e3));
        // (35 - 5) us / 10 - 1 us = 2 us for 12,288 bytes
        assertThat(profile.streams().getFirst().bytesPerSecond())
                .isCloseTo(12_288 / 2e-6, within(1e3));
    }

    @Test
    void disturbedRunsDoNotCount() {
        // Fastest 10 us; 10.0, 10.2, 10.4 lie within a tenth of it: the middle one is the time.
        Rung rung = Rungs.tiny(new Quantity.RunCost(), 1);
        double[] runs = {10.0e-6, 10.2e-6, 10.4e-6, 30e-6, 50e-6, 90e-6};
        assertThat(new RungTime(rung, 1, runs).seconds()).isEqualTo(10.2e-6);
    }

    @Test
    void aSpoiltRunTakesTheGainOfAnUndisturbedOne() {
        Rung good = Rungs.product(Family.GEMM, 256, 256, 4);
        Rung spoilt = Rungs.convolution(Family.CONVOLUTION, 14, 64, 3, 1, 4);
        List<RungTime> times =
                List.of(
                        new RungTime(good, 1, new double[] {1e-3}),
                        new RungTime(good, 2, new double[] {0.5e-3}),
                        new RungTime(spoilt, 1, new double[] {3e-3}),
                        new RungTime(spoilt, 2, new double[] {3.2e-3}));
        List<RungTime> repaired = new Disturbance(times).repaired();
        assertThat(repaired.get(1)).isSameAs(times.get(1));
        // 1 ms / 0.5 ms = 2 fold; 3 ms / 2 = 1.5 ms
        assertThat(repaired.get(3).seconds()).isEqualTo(1.5e-3);
    }

    @Test
    void theReaderTakesWhatTheWriterWrote() throws IOException {
        Path file = folder.resolve("profile.json");
        CpuProfileWriter.write(profile(), file);
        CpuProfile read = (CpuProfile) ProfileReader.read(file);
        assertThat(read.id()).isEqualTo("some-cpu-3.00ghz-family-1-model-2-2-cores");
        assertThat(read.calibrated()).isTrue();
        assertThat(read.cores()).isEqualTo(2);
        assertThat(read.threads()).isEqualTo(4);
        assertThat(read.rates().getFirst().flopsPerSecond())
                .isCloseTo(profile().rates().getFirst().flopsPerSecond(), within(1.0));
        assertThat(read.provenance()).isEqualTo(profile().provenance());
    }

    @Test
    void theCacheTellsMachinesAndVersionsApart() throws IOException {
        Path file = CalibrationCache.file(folder, machine("1.29.0"));
        assertThat(file)
                .isEqualTo(
                        folder.resolve(
                                "some-cpu-3.00ghz-family-1-model-2-2-cores-4-threads"
                                        + "-onnxruntime-1.29.0.json"))
                .isNotEqualTo(CalibrationCache.file(folder, machine("1.30.0")));
        assertThat(CalibrationCache.load(file)).isEmpty();
        CpuProfileWriter.write(profile(), file);
        assertThat(CalibrationCache.load(file)).isPresent();
        Files.writeString(file, "{");
        assertThat(CalibrationCache.load(file)).isEmpty();
    }
}
