package assay.benchmark.telemetry;

/// What a GPU is and how it is set up; read once, since none of it moves during a run.
///
/// @param index NVML's index; CUDA's own order may differ unless `CUDA_DEVICE_ORDER=PCI_BUS_ID`
/// @param name the product's name as the driver gives it
/// @param uuid the driver's identity of this very board
/// @param pci its place and ids on the bus
/// @param memoryBytes all of its memory, what the driver keeps for itself included
/// @param capability CUDA's architecture version
/// @param cudaCores 32-bit lanes in all multiprocessors
/// @param multiprocessors cores over cores in one multiprocessor
/// @param maxSmHertz the highest SM clock
/// @param maxMemoryHertz the highest memory clock
/// @param powerLimitWatts the limit in force now
/// @param defaultPowerLimitWatts the limit that the board comes with
/// @param applicationSmHertz the SM clock that was asked for with application clocks
/// @param defaultApplicationSmHertz the one that the board comes with
/// @param maxPcieGeneration the highest that slot and board share
/// @param maxPcieWidth lanes
/// @param ecc whether memory is error-corrected, which costs bandwidth on boards without HBM
/// @param mig whether the GPU is split into instances, whose readings are not the whole GPU's
/// @param persistence whether the driver stays loaded between processes
public record GpuFacts(
        int index,
        Reading<String> name,
        Reading<String> uuid,
        Reading<PciIds> pci,
        Reading<Long> memoryBytes,
        Reading<ComputeCapability> capability,
        Reading<Integer> cudaCores,
        Reading<Integer> multiprocessors,
        Reading<Double> maxSmHertz,
        Reading<Double> maxMemoryHertz,
        Reading<Double> powerLimitWatts,
        Reading<Double> defaultPowerLimitWatts,
        Reading<Double> applicationSmHertz,
        Reading<Double> defaultApplicationSmHertz,
        Reading<Integer> maxPcieGeneration,
        Reading<Integer> maxPcieWidth,
        Reading<Boolean> ecc,
        Reading<Boolean> mig,
        Reading<Boolean> persistence) {}
