package assay.analyzer.device;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON form of a [CpuProfile].
final class CpuJson {
    private CpuJson() {}

    static CpuProfile read(ProfileFields f) {
        String id = f.text("id");
        String name = f.text("name");
        List<String> aliases = f.texts("aliases");
        String vendor = f.text("vendor");
        String architecture = f.text("architecture");
        int cores = f.whole("cores");
        int threads = f.whole("threads");
        Double base = times(f.optionalPositive("baseClockMHz"), 1e6);
        Double boost = times(f.optionalPositive("boostClockMHz"), 1e6);
        Double flops = f.optionalPositive("fp32FlopsPerCoreClock");
        Double bandwidth = times(f.optionalPositive("bandwidthGBPerSecond"), 1e9);
        List<CpuProfile.Cache> caches = caches(f);
        List<CpuProfile.RatePoint> rates = rates(f);
        List<CpuProfile.StreamPoint> streams = streams(f);
        Double node = times(f.optionalPositive("nodeMicroseconds"), 1e-6);
        Double run = times(f.optionalPositive("runMicroseconds"), 1e-6);
        List<CpuProfile.ReferenceTime> references = references(f);
        Double spread = f.optionalPositive("spread");
        Provenance provenance = ProfileReader.provenance(f);
        if (threads < cores) {
            throw f.wrong(
                    "threads", threads + " hardware threads are fewer than " + cores + " cores");
        }
        if (base != null && boost != null && base > boost) {
            throw f.wrong("baseClockMHz", "is above the boost clock");
        }
        boolean measured = !rates.isEmpty() || !streams.isEmpty();
        if (measured && (rates.isEmpty() || streams.isEmpty() || node == null)) {
            throw f.wrong(
                    "measuredRates",
                    "a calibrated profile holds measuredRates, measuredStreams and nodeMicroseconds");
        }
        if (!measured && (flops == null || bandwidth == null || base == null)) {
            throw f.wrong(
                    "fp32FlopsPerCoreClock",
                    "a profile without measured rates needs fp32FlopsPerCoreClock, baseClockMHz and bandwidthGBPerSecond");
        }
        return new CpuProfile(
                id,
                name,
                aliases,
                vendor,
                architecture,
                cores,
                threads,
                base,
                boost,
                flops,
                bandwidth,
                caches,
                rates,
                streams,
                node,
                run,
                references,
                spread,
                provenance);
    }

    private static List<CpuProfile.Cache> caches(ProfileFields f) {
        List<CpuProfile.Cache> caches = new ArrayList<>();
        for (ProfileFields item : f.objects("caches")) {
            caches.add(new CpuProfile.Cache(item.whole("level"), item.positive("MiB") * 1048576));
            item.finish();
        }
        return caches;
    }

    private static List<CpuProfile.RatePoint> rates(ProfileFields f) {
        List<CpuProfile.RatePoint> rates = new ArrayList<>();
        for (ProfileFields item : f.objects("measuredRates")) {
            rates.add(
                    new CpuProfile.RatePoint(
                            family(item),
                            item.whole("threads"),
                            item.positive("gigaflops") * 1e9,
                            item.positive("gigaflopsPerSecond") * 1e9));
            item.finish();
        }
        return rates;
    }

    private static List<CpuProfile.StreamPoint> streams(ProfileFields f) {
        List<CpuProfile.StreamPoint> streams = new ArrayList<>();
        for (ProfileFields item : f.objects("measuredStreams")) {
            streams.add(
                    new CpuProfile.StreamPoint(
                            item.whole("threads"),
                            item.positive("MiB") * 1048576,
                            item.positive("GBPerSecond") * 1e9));
            item.finish();
        }
        return streams;
    }

    private static List<CpuProfile.ReferenceTime> references(ProfileFields f) {
        List<CpuProfile.ReferenceTime> references = new ArrayList<>();
        for (ProfileFields item : f.objects("referenceTimes")) {
            references.add(
                    new CpuProfile.ReferenceTime(
                            reference(item),
                            item.whole("threads"),
                            item.positive("microseconds") * 1e-6));
            item.finish();
        }
        return references;
    }

    private static CpuProfile.Reference reference(ProfileFields item) {
        String word = item.text("kernel");
        for (CpuProfile.Reference kernel : CpuProfile.Reference.values()) {
            if (kernel.word().equals(word)) {
                return kernel;
            }
        }
        throw item.wrong("kernel", "unknown reference kernel '" + word + "'");
    }

    private static CpuProfile.Family family(ProfileFields item) {
        String word = item.text("family");
        for (CpuProfile.Family family : CpuProfile.Family.values()) {
            if (family.word().equals(word)) {
                return family;
            }
        }
        throw item.wrong("family", "unknown family '" + word + "'");
    }

    private static @Nullable Double times(@Nullable Double value, double factor) {
        return value == null ? null : value * factor;
    }
}
