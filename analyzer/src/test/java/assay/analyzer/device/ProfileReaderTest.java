package assay.analyzer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {
    private static final String T4 =
            read(Path.of(System.getProperty("assay.root"), "profiles/nvidia/t4-16gb.json"));

    @TempDir Path folder;

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void refuses(String from, String to, String key, String what) throws IOException {
        assertThat(T4).contains(from);
        Path file = Files.writeString(folder.resolve("device.json"), T4.replace(from, to));
        assertThatThrownBy(() -> ProfileReader.read(file))
                .isInstanceOfSatisfying(
                        ProfileException.class, e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining("device.json")
                .hasMessageContaining(what);
    }

    @Test
    void namesFileAndKeyOfWhatIsWrong() throws IOException {
        refuses("\"processors\": 40", "\"processor\": 40", "processors", "missing");
        refuses("\"processors\": 40", "\"processors\": -40", "processors", "-40");
        refuses("\"processors\": 40", "\"processors\": 40.5", "processors", "whole");
        refuses("\"processors\": 40", "\"processors\": \"40\"", "processors", "above 0");
        refuses("\"memoryGB\": 16,", "\"memoryGB\": 16, \"colour\": 1,", "colour", "unknown key");
        refuses("\"int8\": 130", "\"int9\": 130", "matrixTeraflopsPerSecond.int9", "unknown key");
        // 2560 lanes x 2 x 1590 MHz = 8.141 TFLOP/s.
        refuses("\"fp32\": 8.141", "\"fp32\": 9.141", "vectorTeraflopsPerSecond.fp32", "8.141");
        // 40 processors x 1024 x 1590 MHz = 65.1 TFLOP/s; a tenth more is no power of two.
        refuses("\"fp16\": 65,", "\"fp16\": 71.6,", "matrixTeraflopsPerSecond.fp16", "65.126");
        refuses(
                "\"baseClockMHz\": 585",
                "\"baseClockMHz\": 1600",
                "baseClockMHz",
                "above the boost clock");
        refuses(
                "    \"memoryGB\": \"TechPowerUp GPU database; Wikipedia list of GPUs\",\n",
                "",
                "sources.memoryGB",
                "source");
        refuses("\"kind\": \"gpu\"", "\"kind\": \"fpga\"", "kind", "fpga");
        refuses("{\n  \"schema\"", "[\n  \"schema\"", "", "not JSON");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> ProfileReader.read(folder.resolve("none.json")))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void aDroppedFileIsADevice() throws IOException {
        Files.writeString(
                folder.resolve("mine.json"),
                T4.replace("nvidia-t4-16gb", "my-card")
                        .replace("\"Tesla T4\"", "\"My Card\"")
                        .replace("\"T4\"", "\"mine\""));
        Profiles profiles =
                Profiles.load(
                        List.of(Path.of(System.getProperty("assay.root"), "profiles"), folder));
        assertThat(profiles.match(DeviceIdentity.named("My Card"))).isInstanceOf(Match.Known.class);
        assertThat(profiles.find("mine")).isInstanceOf(Match.Known.class);
    }

    @Test
    void aCalibratedCpuSurvivesWritingAndReading() throws IOException {
        CpuProfile cpu =
                new CpuProfile(
                        "my-cpu",
                        "My CPU",
                        List.of(),
                        "amd",
                        "Zen 4",
                        2,
                        2,
                        2.5e9,
                        null,
                        32.0,
                        null,
                        List.of(new CpuProfile.Cache(3, 33554432)),
                        List.of(new CpuProfile.RatePoint(CpuProfile.Family.GEMM, 1, 2e9, 8e10)),
                        List.of(new CpuProfile.StreamPoint(1, 1048576, 2e10)),
                        5e-6,
                        2e-5,
                        List.of(
                                new CpuProfile.ReferenceTime(
                                        CpuProfile.Reference.ADDITION, 2, 3e-3)),
                        0.07,
                        new Provenance(
                                Map.of(
                                        "cores",
                                        "operating system",
                                        "threads",
                                        "operating system",
                                        "baseClockMHz",
                                        "operating system",
                                        "fp32FlopsPerCoreClock",
                                        "instruction set",
                                        "caches",
                                        "operating system",
                                        "measuredRates",
                                        "calibration",
                                        "measuredStreams",
                                        "calibration",
                                        "nodeMicroseconds",
                                        "calibration",
                                        "runMicroseconds",
                                        "calibration",
                                        "referenceTimes",
                                        "calibration"),
                                List.of(),
                                Provenance.Confidence.MEASURED,
                                Map.of()));
        // The writer's own source for the one key left out above is missing: the reader must say
        // so.
        Path file = folder.resolve("sub/cpu.json");
        CpuProfileWriter.write(cpu, file);
        assertThatThrownBy(() -> ProfileReader.read(file)).hasMessageContaining("sources.spread");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("\"sources\" : {", "\"sources\" : { \"spread\": \"calibration\","));
        CpuProfile back = (CpuProfile) ProfileReader.read(file);
        assertThat(back.rates()).isEqualTo(cpu.rates());
        assertThat(back.streams()).isEqualTo(cpu.streams());
        assertThat(back.references()).isEqualTo(cpu.references());
        assertThat(back.nodeSeconds())
                .isCloseTo(5e-6, org.assertj.core.api.Assertions.within(1e-12));
    }
}
