package assay.analyzer.device;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A GPU as its data sheet has it. Rates are dense peaks in FLOP/s (or integer operations a second)
/// at the rated boost clock; a rate that is absent is not there or not known, never 0.
///
/// @param vendor `nvidia`, `amd` or `intel`
/// @param computeCapability NVIDIA only
/// @param form `sxm`, `pcie`, `desktop`, `laptop`, `jetson`, ...
/// @param processors streaming multiprocessors (NVIDIA), compute units (AMD), Xe-cores (Intel)
/// @param lanes FP32 lanes of the whole chip
/// @param flopsPerLaneClock FP32 operations a lane does in a clock: 2, or 4 with dual issue
/// @param threadsPerProcessor resident threads of one processor
/// @param clocks rated clocks in Hz
/// @param rates dense peak by unit
/// @param sparseRates peak with 2:4 sparsity by unit
/// @param memory capacity and speeds
/// @param powerWatts board power limit, upper end of its range
/// @param bus how it is attached
/// @param pciDeviceIds PCI device ids, lower-case hexadecimal without prefix
/// @param sustainedShare share of a unit's peak that large matrix products reach, where it was
///   measured
public record GpuProfile(
        String id,
        String name,
        List<String> aliases,
        String vendor,
        String architecture,
        @Nullable ComputeCapability computeCapability,
        String form,
        int processors,
        int lanes,
        int flopsPerLaneClock,
        @Nullable Double threadsPerProcessor,
        Clocks clocks,
        Map<Unit, Double> rates,
        Map<Unit, Double> sparseRates,
        Memory memory,
        @Nullable Double powerWatts,
        Bus bus,
        List<String> pciDeviceIds,
        Map<Unit, Double> sustainedShare,
        Provenance provenance)
        implements DeviceProfile {
    public GpuProfile {
        aliases = List.copyOf(aliases);
        rates = Map.copyOf(rates);
        sparseRates = Map.copyOf(sparseRates);
        pciDeviceIds = List.copyOf(pciDeviceIds);
        sustainedShare = Map.copyOf(sustainedShare);
    }

    /// Rated clocks in Hz.
    ///
    /// @param base guaranteed clock, where published
    /// @param boost rated boost; for a laptop the upper end of its range
    /// @param matrix clock behind the matrix rates, where it differs or is known
    public record Clocks(@Nullable Double base, double boost, @Nullable Double matrix) {}

    /// Device memory and the cache before it.
    ///
    /// @param bytes marketing capacity; a driver reports a few per cent less
    /// @param type `HBM3`, `GDDR6`, ...
    /// @param bandwidth peak bytes a second
    /// @param l2Bytes level-2 cache
    public record Memory(double bytes, String type, double bandwidth, @Nullable Double l2Bytes) {
        /// Whether it is stacked memory.
        public boolean stacked() {
            return type.startsWith("HBM");
        }
    }

    /// How the device is attached to its host.
    ///
    /// @param pcieGeneration PCI Express generation
    /// @param pcieLanes PCI Express lanes
    /// @param linkBandwidth NVLink or Infinity Fabric, both directions together, bytes a second
    public record Bus(
            @Nullable Double pcieGeneration,
            @Nullable Double pcieLanes,
            @Nullable Double linkBandwidth) {}

    /// The dense peak of a unit in FLOP/s, or nothing where it has none or none is known.
    public OptionalDouble rate(Unit unit) {
        Double rate = rates.get(unit);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /// Whether it is NVIDIA's and at least of that compute capability.
    public boolean atLeast(int major, int minor) {
        return computeCapability != null && computeCapability.atLeast(major, minor);
    }
}
