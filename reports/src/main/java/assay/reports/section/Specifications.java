package assay.reports.section;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.GpuProfile;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The device's numbers as its profile has them; what it lacks is unknown, never filled in.
final class Specifications {

    private static final String LACKING = "the profile has no such number";

    private Specifications() {}

    static Facts of(Sheet sheet, Paper paper) {
        List<Fact> facts = new ArrayList<>();
        switch (paper.device()) {
            case GpuProfile gpu -> gpu(facts, gpu);
            case CpuProfile cpu -> cpu(facts, cpu, Peak.threads(cpu, paper.settings()));
        }
        var detected = sheet.evidence.detected();
        Double reported = detected == null ? null : detected.memoryBytes();
        if (reported != null) {
            facts.add(
                    new Fact(
                            "Memory, reported by the driver",
                            Text.of(Quantity.stated(reported, Unit.BYTES)),
                            gigabytes(reported)));
        }
        facts.add(
                new Fact(
                        "Source of these numbers",
                        "profile "
                                + paper.device().id()
                                + ", "
                                + paper.device()
                                        .provenance()
                                        .confidence()
                                        .word()
                                        .replace('-', ' ')));
        return new Facts(facts);
    }

    private static void gpu(List<Fact> facts, GpuProfile gpu) {
        facts.add(new Fact("Architecture", Text.name(gpu.architecture())));
        facts.add(
                new Fact(
                        "Memory (VRAM)",
                        Text.of(Quantity.stated(gpu.memory().bytes(), Unit.BYTES)),
                        gpu.memory().type()
                                + ", "
                                + gigabytes(gpu.memory().bytes())
                                + " as marketed"));
        facts.add(
                new Fact(
                        "Memory bandwidth",
                        Quantity.stated(gpu.memory().bandwidth(), Unit.BYTES_PER_SECOND)));
        rate(facts, gpu, "FP32 peak", assay.analyzer.device.Unit.VECTOR_FP32);
        rate(facts, gpu, "TF32 peak, matrix units", assay.analyzer.device.Unit.MATRIX_TF32);
        rate(facts, gpu, "FP16 peak, matrix units", assay.analyzer.device.Unit.MATRIX_FP16);
        rate(facts, gpu, "BF16 peak, matrix units", assay.analyzer.device.Unit.MATRIX_BF16);
        rate(facts, gpu, "INT8 peak, matrix units", assay.analyzer.device.Unit.MATRIX_INT8);
        facts.add(new Fact("Processors", Sheet.count(gpu.processors())));
        facts.add(new Fact("FP32 lanes", Sheet.count(gpu.lanes())));
        facts.add(new Fact("Boost clock", Quantity.stated(gpu.clocks().boost(), Unit.HERTZ)));
        facts.add(new Fact("L2 cache", stated(gpu.memory().l2Bytes(), Unit.BYTES)));
        facts.add(new Fact("Power limit", stated(gpu.powerWatts(), Unit.WATTS)));
    }

    private static void rate(
            List<Fact> facts, GpuProfile gpu, String name, assay.analyzer.device.Unit unit) {
        OptionalDouble rate = gpu.rate(unit);
        facts.add(
                new Fact(
                        name,
                        rate.isPresent()
                                ? Quantity.stated(
                                        rate.getAsDouble(),
                                        unit == assay.analyzer.device.Unit.MATRIX_INT8
                                                ? Unit.OPS_PER_SECOND
                                                : Unit.FLOPS_PER_SECOND)
                                : Quantity.unknown("the device has none or none is known")));
    }

    private static void cpu(List<Fact> facts, CpuProfile cpu, int threads) {
        facts.add(new Fact("Cores", Sheet.count(cpu.cores())));
        facts.add(new Fact("Hardware threads", Sheet.count(cpu.threads())));
        facts.add(new Fact("Threads estimated for", Sheet.count(threads)));
        facts.add(new Fact("Base clock", stated(cpu.baseClock(), Unit.HERTZ)));
        facts.add(new Fact("Boost clock", stated(cpu.boostClock(), Unit.HERTZ)));
        facts.add(
                new Fact(
                        "FP32 operations a core and clock",
                        stated(cpu.flopsPerCoreClock(), Unit.COUNT)));
        facts.add(new Fact("Memory bandwidth", stated(cpu.bandwidth(), Unit.BYTES_PER_SECOND)));
        for (CpuProfile.Cache cache : cpu.caches()) {
            facts.add(
                    new Fact(
                            "Level " + cache.level() + " cache, all together",
                            Quantity.stated(cache.bytes(), Unit.BYTES)));
        }
        Map<String, CpuProfile.RatePoint> best = new TreeMap<>();
        for (CpuProfile.RatePoint point : cpu.rates()) {
            best.merge(
                    point.family().word(),
                    point,
                    (a, b) -> a.flopsPerSecond() >= b.flopsPerSecond() ? a : b);
        }
        best.forEach((family, point) ->
                facts.add(
                        new Fact(
                                "Calibrated peak, " + family,
                                Text.of(
                                        Quantity.measured(
                                                point.flopsPerSecond(),
                                                family.endsWith("int8")
                                                        ? Unit.OPS_PER_SECOND
                                                        : Unit.FLOPS_PER_SECOND)),
                                "with " + point.threads() + " threads")));
        if (best.isEmpty()) {
            facts.add(
                    new Fact(
                            "Calibrated peak",
                            Quantity.unknown("this CPU was not calibrated; run assay calibrate")));
        }
    }

    /// In the decimal units that makers use.
    private static String gigabytes(double bytes) {
        return Numbers.tick(bytes, 1e9) + " GB";
    }

    private static Quantity stated(@Nullable Double value, Unit unit) {
        return value == null ? Quantity.unknown(LACKING) : Quantity.stated(value, unit);
    }
}
