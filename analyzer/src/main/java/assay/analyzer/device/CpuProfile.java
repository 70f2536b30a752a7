package assay.analyzer.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CPU: facts of a data sheet, and, once calibrated, rates measured through the provider itself.
///
/// @param cores physical cores
/// @param threads hardware threads
/// @param baseClock rated clock in Hz, where known
/// @param boostClock highest clock in Hz, where known
/// @param flopsPerCoreClock FP32 operations that one core can do in a clock: lanes x 2 x units
/// @param bandwidth peak memory bandwidth in bytes a second, where known
/// @param caches level by level, innermost first
/// @param rates measured arithmetic rates; empty for a CPU that was not calibrated
/// @param streams measured memory rates; empty for a CPU that was not calibrated
/// @param nodeSeconds measured seconds that the provider spends on a node besides its arithmetic
/// @param runSeconds measured seconds of a run that does nothing
/// @param spread relative half-width of the middle 80 % of the calibration's repeats, where
///   measured
public record CpuProfile(
        String id,
        String name,
        List<String> aliases,
        String vendor,
        String architecture,
        int cores,
        int threads,
        @Nullable Double baseClock,
        @Nullable Double boostClock,
        @Nullable Double flopsPerCoreClock,
        @Nullable Double bandwidth,
        List<Cache> caches,
        List<RatePoint> rates,
        List<StreamPoint> streams,
        @Nullable Double nodeSeconds,
        @Nullable Double runSeconds,
        @Nullable Double spread,
        Provenance provenance)
        implements DeviceProfile {
    public CpuProfile {
        aliases = List.copyOf(aliases);
        caches = List.copyOf(caches);
        rates = List.copyOf(rates);
        streams = List.copyOf(streams);
    }

    /// What a measured arithmetic rate stands for.
    public enum Family {
        /// Square-ish matrix products.
        GEMM("gemm"),
        /// A matrix times a vector, or few rows: bound by the weights' bytes.
        GEMV("gemv"),
        /// Products whose operands are int8.
        GEMM_INT8("gemm-int8"),
        /// 3x3 convolution.
        CONVOLUTION("convolution"),
        /// 1x1 convolution.
        POINTWISE("pointwise"),
        /// One filter a channel.
        DEPTHWISE("depthwise"),
        /// Sigmoid and its like; a FLOP here is one element.
        TRANSCENDENTAL("transcendental"),
        /// Softmax along rows; a FLOP here is one element.
        SOFTMAX("softmax"),
        /// Layer normalization along rows; a FLOP here is one element.
        NORMALIZATION("normalization");

        private final String word;

        Family(String word) {
            this.word = word;
        }

        /// The word that stands for it in a profile.
        public String word() {
            return word;
        }
    }

    /// One measured arithmetic rate.
    ///
    /// @param threads threads that ran
    /// @param flops size of the kernel, 1 MAC = 2 FLOPs
    /// @param flopsPerSecond the rate reached
    public record RatePoint(Family family, int threads, double flops, double flopsPerSecond) {}

    /// One measured memory rate.
    ///
    /// @param threads threads that ran
    /// @param bytes working set, read and written together
    /// @param bytesPerSecond bytes read and written a second
    public record StreamPoint(int threads, double bytes, double bytesPerSecond) {}

    /// One level of cache.
    ///
    /// @param level 1, 2 or 3
    /// @param bytes capacity of all its instances together
    public record Cache(int level, double bytes) {}

    /// Whether rates were measured on it.
    public boolean calibrated() {
        return !rates.isEmpty();
    }
}
