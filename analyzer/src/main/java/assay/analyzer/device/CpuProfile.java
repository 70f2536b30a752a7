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
/// @param references measured times of the kernels that tell the machine's speed; empty for a CPU
///   that was not calibrated, and in profiles of before they were kept
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
        List<ReferenceTime> references,
        @Nullable Double spread,
        Provenance provenance)
        implements DeviceProfile {
    public CpuProfile {
        aliases = List.copyOf(aliases);
        caches = List.copyOf(caches);
        rates = List.copyOf(rates);
        streams = List.copyOf(streams);
        references = List.copyOf(references);
    }

    /// The same processor with other measured figures.
    CpuProfile with(
            List<RatePoint> otherRates,
            List<StreamPoint> otherStreams,
            @Nullable Double otherNodeSeconds,
            @Nullable Double otherRunSeconds) {
        return new CpuProfile(
                id,
                name,
                aliases,
                vendor,
                architecture,
                cores,
                threads,
                baseClock,
                boostClock,
                flopsPerCoreClock,
                bandwidth,
                caches,
                otherRates,
                otherStreams,
                otherNodeSeconds,
                otherRunSeconds,
                references,
                spread,
                provenance);
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

    /// A fixed kernel that is timed in calibration and again beside each measurement: it tells how
    /// fast the machine was then.
    public enum Reference {
        /// A product of two 512 x 512 matrices of float32, one of them stored: bound by arithmetic.
        PRODUCT("product"),
        /// Eight 1x1 convolutions of 28 x 28 pixels, 64 channels to 256 and back, a ReLU in each:
        /// small kernels, each of which reads what the other cores have just written.
        CHAIN("chain"),
        /// An addition of two vectors of float32, 16 MiB each, into a third: bound by memory.
        ADDITION("addition");

        private final String word;

        Reference(String word) {
            this.word = word;
        }

        /// The word that stands for it in a profile and in a measurement.
        public String word() {
            return word;
        }
    }

    /// What a reference kernel took in calibration.
    ///
    /// @param threads threads that ran
    /// @param seconds of a run
    public record ReferenceTime(Reference kernel, int threads, double seconds) {}

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
