package assay.analyzer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BundledProfilesTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    private static List<GpuProfile> gpus() {
        return PROFILES.all().stream()
                .filter(GpuProfile.class::isInstance)
                .map(GpuProfile.class::cast)
                .toList();
    }

    private static GpuProfile gpu(String key) {
        return (GpuProfile) ((Match.Known) PROFILES.find(key)).profile();
    }

    @Test
    void holdsAtLeast180GpusAnd20Cpus() {
        assertThat(gpus()).hasSizeGreaterThanOrEqualTo(180);
        assertThat(PROFILES.all().size() - gpus().size()).isGreaterThanOrEqualTo(20);
    }

    /// Dense matrix rates are processors x a power of two x clock; published figures are rounded.
    @TestFactory
    List<DynamicTest> matrixRatesFollowFromProcessorsAndClock() {
        return gpus().stream()
                .filter(g -> g.clocks().matrix() != null)
                .filter(g -> !g.provenance().exceptions().containsKey("matrixTeraflopsPerSecond"))
                .map(g -> DynamicTest.dynamicTest(g.id(), () -> matrixRates(g)))
                .toList();
    }

    private static void matrixRates(GpuProfile g) {
        double clock = java.util.Objects.requireNonNull(g.clocks().matrix());
        g.rates()
                .forEach((unit, rate) -> {
                    if (unit.table().startsWith("matrix")) {
                        double perClock = rate / (g.processors() * clock);
                        double power = Math.pow(2, Math.rint(Math.log(perClock) / Math.log(2)));
                        assertThat(perClock / power)
                                .as("%s %s per processor and clock %s", g.id(), unit, perClock)
                                .isCloseTo(1.0, within(0.03));
                    }
                });
    }

    @Test
    void ratesOfTypesKeepTheirOrder() {
        for (GpuProfile g : gpus()) {
            Map<Unit, Double> r = g.rates();
            if (r.containsKey(Unit.MATRIX_TF32) && r.containsKey(Unit.MATRIX_BF16)) {
                assertThat(r.get(Unit.MATRIX_TF32)).as(g.id()).isLessThan(r.get(Unit.MATRIX_BF16));
            }
            if (r.containsKey(Unit.MATRIX_FP16) && r.containsKey(Unit.MATRIX_INT8)) {
                assertThat(r.get(Unit.MATRIX_FP16))
                        .as(g.id())
                        .isLessThanOrEqualTo(r.get(Unit.MATRIX_INT8) * 1.03);
            }
            assertThat(g.sparseRates().keySet()).as(g.id()).isSubsetOf(r.keySet());
        }
    }

    @Test
    void laptopPartsDoNotPassTheirDesktopNamesakes() {
        for (GpuProfile g : gpus()) {
            // Rated above their desktop namesakes: the GTX 1050 Ti by its clock, the RTX 5050 by
            // GDDR7 memory.
            boolean faster =
                    g.id().equals("nvidia-geforce-gtx-1050-ti-laptop")
                            || g.id().equals("nvidia-geforce-rtx-5050-laptop");
            if (g.form().equals("laptop") && g.id().endsWith("-laptop") && !faster) {
                String desktop = g.id().substring(0, g.id().length() - "-laptop".length());
                // A chip with more lanes than its namesake is another chip.
                if (PROFILES.find(desktop) instanceof Match.Known(GpuProfile d)
                        && g.lanes() <= d.lanes()) {
                    assertThat(g.rates().get(Unit.VECTOR_FP32))
                            .as(g.id())
                            .isLessThanOrEqualTo(d.rates().get(Unit.VECTOR_FP32) * 1.03);
                    assertThat(g.memory().bandwidth())
                            .as(g.id())
                            .isLessThanOrEqualTo(d.memory().bandwidth());
                }
            }
        }
    }

    /// Figures of NVIDIA's data sheets, checked by hand: SMs, FP32 and FP16 dense TFLOP/s, GB/s,
    /// watts.
    @Test
    void theFirstSetAgreesWithItsDataSheets() {
        sheet("H100", 132, 67, 989.5, 3350, 700);
        sheet("A100-SXM-40", 108, 19.5, 312, 1555, 400);
        sheet("A100-SXM-80", 108, 19.5, 312, 2039, 400);
        sheet("A100-40", 108, 19.5, 312, 1555, 250);
        sheet("A100-80", 108, 19.5, 312, 1935, 300);
        sheet("L4", 58, 30.3, 121, 300, 72);
        sheet("T4", 40, 8.1, 65, 320, 70);
        sheet("V100-SXM2", 80, 15.7, 125, 900, 300);
        sheet("V100", 80, 14, 112, 900, 250);
        // GeForce data sheets print FP16 with FP16 accumulation; with FP32 accumulation it is half.
        sheet("4090", 128, 82.6, 165.2, 1008, 450);
        sheet("3090", 82, 35.6, 71.2, 936, 350);
        sheet("nvidia-h100-pcie-80gb", 114, 51.2, 756, 2039, 350);
        sheet("nvidia-h200-sxm-141gb", 132, 67, 989.5, 4800, 700);
        sheet("nvidia-l40s-48gb", 142, 91.6, 362, 864, 350);
        sheet("nvidia-a10-24gb", 72, 31.2, 125, 600, 150);
        sheet("nvidia-rtx-a6000", 84, 38.7, 154.8, 768, 300);
        sheet("nvidia-rtx-6000-ada", 142, 91.1, 364.2, 960, 300);
        sheet("nvidia-geforce-rtx-4080", 76, 48.7, 97.5, 716.8, 320);
        sheet("nvidia-geforce-rtx-4070", 46, 29.1, 58.3, 504, 200);
        sheet("nvidia-geforce-rtx-4060", 24, 15.1, 30.2, 272, 115);
        sheet("nvidia-geforce-rtx-3080-10gb", 68, 29.8, 59.5, 760, 320);
        sheet("nvidia-geforce-rtx-5090", 170, 104.8, 209.5, 1792, 575);
        sheet("nvidia-geforce-rtx-5080", 84, 56.3, 112.6, 960, 360);
        sheet("amd-instinct-mi300x", 304, 163.4, 1307.4, 5300, 750);
        // Power and bandwidth of laptops: upper end of their range.
        sheet("nvidia-geforce-rtx-4090-laptop", 76, Double.NaN, Double.NaN, 576, 150);
        sheet("nvidia-geforce-rtx-4080-laptop", 58, Double.NaN, Double.NaN, 432, 150);
        sheet("nvidia-geforce-rtx-4070-laptop", 36, Double.NaN, Double.NaN, 256, 115);
        sheet("nvidia-geforce-rtx-4060-laptop", 24, Double.NaN, Double.NaN, 256, 115);
        sheet("nvidia-jetson-agx-orin-64gb", 16, Double.NaN, Double.NaN, 204.8, 60);
        // 20 SMs, 2560 lanes, 192 GB/s.
        sheet("nvidia-geforce-rtx-4050-laptop", 20, Double.NaN, Double.NaN, 192, 115);
    }

    private static void sheet(
            String key, int sms, double fp32, double fp16, double gbs, double watts) {
        GpuProfile g = gpu(key);
        assertThat(g.processors()).as(key).isEqualTo(sms);
        if (fp32 == fp32) {
            assertThat(g.rates().get(Unit.VECTOR_FP32) / 1e12)
                    .as(key)
                    .isCloseTo(fp32, within(fp32 * 0.012));
            assertThat(g.rates().get(Unit.MATRIX_FP16) / 1e12)
                    .as(key)
                    .isCloseTo(fp16, within(fp16 * 0.012));
        }
        assertThat(g.memory().bandwidth() / 1e9).as(key).isCloseTo(gbs, within(gbs * 0.005));
        assertThat(g.powerWatts()).as(key).isEqualTo(watts);
    }

    @Test
    void matchesExactlyOrNotAtAll() {
        assertThat(PROFILES.match(DeviceIdentity.named("Tesla T4")))
                .isInstanceOf(Match.Known.class);
        // A driver from before 2021 prints no vendor.
        assertThat(PROFILES.match(DeviceIdentity.named("GeForce RTX 3090")))
                .isInstanceOf(Match.Known.class);
        assertThat(PROFILES.match(DeviceIdentity.named("NVIDIA GeForce RTX 3091")))
                .isEqualTo(
                        new Match.Unknown(
                                "no profile for a device that calls itself 'NVIDIA GeForce RTX 3091'"));
        assertThat(PROFILES.match(DeviceIdentity.named("NVIDIA GeForce RTX 4060 Ti")))
                .isInstanceOf(Match.Unknown.class);
        assertThat(
                        PROFILES.match(
                                new DeviceIdentity(
                                        "NVIDIA GeForce RTX 4060 Ti",
                                        34,
                                        16.0 * 1024 * 1024 * 1024,
                                        null)))
                .isInstanceOfSatisfying(
                        Match.Known.class,
                        known ->
                                assertThat(known.profile().id())
                                        .isEqualTo("nvidia-geforce-rtx-4060-ti-16gb"));
        // A slice of a device is another device.
        assertThat(PROFILES.match(new DeviceIdentity("NVIDIA A100-SXM4-80GB", 42, null, null)))
                .isInstanceOf(Match.Unknown.class);
    }
}
