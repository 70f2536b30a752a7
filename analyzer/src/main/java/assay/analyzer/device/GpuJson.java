package assay.analyzer.device;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The JSON form of a [GpuProfile].
final class GpuJson {
    private static final double TERA = 1e12;
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;
    private static final double MEBI = 1048576;

    private GpuJson() {}

    static GpuProfile read(ProfileFields f) {
        String id = f.text("id");
        String name = f.text("name");
        List<String> aliases = f.texts("aliases");
        String vendor = f.text("vendor");
        if (!List.of("nvidia", "amd", "intel").contains(vendor)) {
            throw f.wrong("vendor", "must be nvidia, amd or intel, is '" + vendor + "'");
        }
        String architecture = f.text("architecture");
        ComputeCapability capability = capability(f, vendor);
        String form = f.text("form");
        f.optionalPositive("launchYear");
        int processors = f.whole("processors");
        int lanes = f.whole("fp32Lanes");
        int flopsPerLaneClock = f.whole("flopsPerLaneClock");
        Double threads = f.optionalPositive("threadsPerProcessor");
        Double boostLow = f.optionalPositive("boostClockLowMHz");
        GpuProfile.Clocks clocks =
                new GpuProfile.Clocks(
                        times(f.optionalPositive("baseClockMHz"), MEGA),
                        f.positive("boostClockMHz") * MEGA,
                        times(f.optionalPositive("matrixClockMHz"), MEGA));
        Map<Unit, Double> rates = rates(f, "vectorTeraflopsPerSecond", "vectorTeraflopsPerSecond");
        if (!rates.containsKey(Unit.VECTOR_FP32)) {
            throw f.wrong("vectorTeraflopsPerSecond.fp32", "missing");
        }
        rates.putAll(rates(f, "matrixTeraflopsPerSecond", "matrixTeraflopsPerSecond"));
        Map<Unit, Double> sparse =
                rates(f, "sparseMatrixTeraflopsPerSecond", "matrixTeraflopsPerSecond");
        GpuProfile.Memory memory =
                new GpuProfile.Memory(
                        f.positive("memoryGB") * GIGA,
                        f.text("memoryType"),
                        f.positive("bandwidthGBPerSecond") * GIGA,
                        times(f.optionalPositive("l2MiB"), MEBI));
        f.optionalPositive("memoryBusBits");
        Double powerLow = f.optionalPositive("powerLowWatts");
        Double power = f.optionalPositive("powerWatts");
        GpuProfile.Bus bus =
                new GpuProfile.Bus(
                        f.optionalPositive("pcieGeneration"),
                        f.optionalPositive("pcieLanes"),
                        times(f.optionalPositive("linkGBPerSecond"), GIGA));
        List<String> pciIds = f.texts("pciDeviceIds");
        for (String pciId : pciIds) {
            if (!pciId.matches("[0-9a-f]{4}")) {
                throw f.wrong("pciDeviceIds", "'" + pciId + "' is not four hexadecimal digits");
            }
        }
        Map<Unit, Double> share = shares(f);
        Provenance provenance = ProfileReader.provenance(f);
        GpuProfile profile =
                new GpuProfile(
                        id,
                        name,
                        aliases,
                        vendor,
                        architecture,
                        capability,
                        form,
                        processors,
                        lanes,
                        flopsPerLaneClock,
                        threads,
                        clocks,
                        rates,
                        sparse,
                        memory,
                        power,
                        bus,
                        pciIds,
                        share,
                        provenance);
        ordered(f, "boostClockLowMHz", boostLow, "boostClockMHz", clocks.boost() / MEGA);
        ordered(f, "powerLowWatts", powerLow, "powerWatts", power);
        GpuConsistency.check(profile, f);
        return profile;
    }

    private static @Nullable ComputeCapability capability(ProfileFields f, String vendor) {
        String text = f.optionalText("computeCapability");
        if (text == null) {
            if (vendor.equals("nvidia")) {
                throw f.wrong("computeCapability", "missing");
            }
            return null;
        }
        if (!vendor.equals("nvidia")) {
            throw f.wrong("computeCapability", "belongs to NVIDIA devices alone");
        }
        try {
            return ComputeCapability.parse(text);
        } catch (IllegalArgumentException e) {
            throw f.wrong("computeCapability", Objects.requireNonNull(e.getMessage()));
        }
    }

    private static Map<Unit, Double> rates(ProfileFields f, String key, String table) {
        Map<Unit, Double> rates = new EnumMap<>(Unit.class);
        f.table(key).forEach((name, value) -> rates.put(unit(f, key, table, name), value * TERA));
        return rates;
    }

    private static Unit unit(ProfileFields f, String key, String table, String name) {
        for (Unit unit : Unit.values()) {
            if (unit.table().equals(table) && unit.key().equals(name)) {
                return unit;
            }
        }
        throw f.wrong(key + "." + name, "unknown key");
    }

    private static Map<Unit, Double> shares(ProfileFields f) {
        Map<Unit, Double> shares = new EnumMap<>(Unit.class);
        f.table("sustainedShareOfPeak")
                .forEach((name, share) -> {
                    if (share > 1.2) {
                        throw f.wrong(
                                "sustainedShareOfPeak." + name,
                                "is " + share + ", above 1.2 of peak");
                    }
                    shares.put(shareUnit(f, name), share);
                });
        return shares;
    }

    private static Unit shareUnit(ProfileFields f, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "fp32" -> Unit.VECTOR_FP32;
            case "tf32" -> Unit.MATRIX_TF32;
            case "fp16" -> Unit.MATRIX_FP16;
            case "bf16" -> Unit.MATRIX_BF16;
            default -> throw f.wrong("sustainedShareOfPeak." + name, "unknown key");
        };
    }

    private static void ordered(
            ProfileFields f,
            String lowKey,
            @Nullable Double low,
            String highKey,
            @Nullable Double high) {
        if (low != null && (high == null || low > high)) {
            throw f.wrong(lowKey, "is " + low + ", above " + highKey + " " + high);
        }
    }

    private static @Nullable Double times(@Nullable Double value, double factor) {
        return value == null ? null : value * factor;
    }
}
