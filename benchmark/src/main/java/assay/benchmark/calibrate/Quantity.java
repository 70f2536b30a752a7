package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;

/// What the time of one link of a chain is divided into, or stands for by itself.
public sealed interface Quantity {

    /// Arithmetic: a rate of `family` at kernels of `flops`.
    ///
    /// @param flops of one link, 1 MAC = 2 FLOPs; for families counted by element, its elements
    record Arithmetic(Family family, double flops) implements Quantity {}

    /// Memory traffic.
    ///
    /// @param bytes that one link reads and writes, each operand once
    record Traffic(double bytes) implements Quantity {}

    /// The time of a reference kernel, in a chain of one link.
    record Reference(CpuProfile.Reference kernel) implements Quantity {}

    /// The provider's cost of a node that computes next to nothing.
    record NodeCost() implements Quantity {}

    /// The cost of a run of a model that does next to nothing.
    record RunCost() implements Quantity {}
}
