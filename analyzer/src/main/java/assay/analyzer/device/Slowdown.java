package assay.analyzer.device;

import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.Reference;
import assay.analyzer.device.CpuProfile.ReferenceTime;
import assay.analyzer.device.CpuProfile.StreamPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much longer a processor's reference kernels take at one time than they took in calibration:
/// above 1 the machine is slower than its profile says, below 1 faster.
///
/// A virtual machine, whose cores the host moves about, shows why one figure does not do: two cores
/// that come to share one real core double the time of all arithmetic; two that come to lie far
/// apart leave large products alone and slow down small kernels that read each other's results;
/// neighbours take bandwidth of memory alone.
///
/// @param product of [Reference#PRODUCT]
/// @param chain of [Reference#CHAIN]
/// @param addition of [Reference#ADDITION]
public record Slowdown(double product, double chain, double addition) {

    /// FLOPs of one link of the chain, 2 x 28 x 28 x 64 x 256, and of the product, 2 x 512^3:
    /// between these two sizes a kernel's slowdown is read off in log-log.
    private static final double CHAIN_FLOPS = 25_690_112;

    private static final double PRODUCT_FLOPS = 268_435_456;

    /// Bytes of the cores' own caches, and of all, where the system does not tell them.
    private static final double OWN_CACHES = 2 << 20;

    private static final double ALL_CACHES = 32 << 20;

    public Slowdown {
        if (!(product > 0) || !(chain > 0) || !(addition > 0)) {
            throw new IllegalArgumentException(
                    "reference kernels that take "
                            + product
                            + ", "
                            + chain
                            + " and "
                            + addition
                            + " times as long");
        }
    }

    /// What `seconds` say, against the calibration with as many threads; empty where either lacks a
    /// kernel.
    ///
    /// @param threads that worked on a kernel; 0 for one a core
    /// @param seconds of a run of each kernel now, by its word
    public static Optional<Slowdown> of(
            CpuProfile profile, int threads, Map<String, Double> seconds) {
        int count = threads == 0 ? profile.cores() : threads;
        Map<Reference, Double> ratios = new EnumMap<>(Reference.class);
        for (ReferenceTime then : profile.references()) {
            Double now = seconds.get(then.kernel().word());
            if (now != null && then.threads() == count) {
                ratios.put(then.kernel(), now / then.seconds());
            }
        }
        Double product = ratios.get(Reference.PRODUCT);
        Double chain = ratios.get(Reference.CHAIN);
        Double addition = ratios.get(Reference.ADDITION);
        return product == null || chain == null || addition == null
                ? Optional.empty()
                : Optional.of(new Slowdown(product, chain, addition));
    }

    /// The profile that a calibration would have made at that speed. Arithmetic goes with the chain
    /// or the product, by its size; bytes within the cores' own caches with the product, within the
    /// last cache with the chain, beyond it with the addition; nodes and runs with the product.
    public CpuProfile of(CpuProfile profile) {
        return profile.with(
                profile.rates().stream().map(this::slower).toList(),
                profile.streams().stream().map(stream -> slower(stream, profile)).toList(),
                times(profile.nodeSeconds()),
                times(profile.runSeconds()));
    }

    private RatePoint slower(RatePoint rate) {
        double place =
                Math.clamp(
                        Math.log(rate.flops() / CHAIN_FLOPS)
                                / Math.log(PRODUCT_FLOPS / CHAIN_FLOPS),
                        0.0,
                        1.0);
        double slower = Math.pow(chain, 1 - place) * Math.pow(product, place);
        return new RatePoint(
                rate.family(), rate.threads(), rate.flops(), rate.flopsPerSecond() / slower);
    }

    private StreamPoint slower(StreamPoint stream, CpuProfile profile) {
        double slower =
                stream.bytes() <= caches(profile, 2, OWN_CACHES)
                        ? product
                        : stream.bytes() <= caches(profile, 3, ALL_CACHES) ? chain : addition;
        return new StreamPoint(stream.threads(), stream.bytes(), stream.bytesPerSecond() / slower);
    }

    /// The largest level of cache up to `level`.
    private static double caches(CpuProfile profile, int level, double unknown) {
        return profile.caches().stream()
                .filter(cache -> cache.level() <= level)
                .mapToDouble(CpuProfile.Cache::bytes)
                .max()
                .orElse(unknown);
    }

    private @Nullable Double times(@Nullable Double seconds) {
        return seconds == null ? null : seconds * product;
    }
}
