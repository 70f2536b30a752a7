package assay.analyzer.estimate.validation;

import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.device.Unit;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.Kernel;
import assay.analyzer.estimate.KernelEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Judges tables of published latencies: operator rows, and cases joined with their operators. Rows
/// that name a model alone need that model's graph and are left to the caller.
public final class Validation {
    /// Device gap of a kernel in an eager run of a whole model, seconds: assumed, not fitted.
    private static final double EAGER_KERNEL_SECONDS = 3e-6;

    private final Profiles profiles;
    private final List<Judged> judged = new ArrayList<>();
    private final List<RowFault> faults = new ArrayList<>();

    private Validation(Profiles profiles) {
        this.profiles = profiles;
    }

    /// Judges all rows of all tables. A table with `rep` and no measurements holds the operators of
    /// the case tables beside it.
    public static ValidationReport judge(List<Path> files, Profiles profiles) {
        Validation validation = new Validation(profiles);
        List<Table> cases = new ArrayList<>();
        List<Table> operators = new ArrayList<>();
        for (Path file : files) {
            Table table;
            try {
                table = Table.read(file);
            } catch (IOException e) {
                validation.faults.add(
                        new RowFault(file, 0, "", "cannot be read: " + e.getMessage()));
                continue;
            }
            if (table.has("op") && table.has("measured_ms") && table.has("gpu")) {
                validation.operators(table);
            } else if (table.has("op") && table.has("rep")) {
                operators.add(table);
            } else if (table.has("measured_ms") && table.has("gpu")) {
                cases.add(table);
            } else {
                validation.faults.add(
                        new RowFault(
                                file,
                                1,
                                "measured_ms",
                                "neither operator rows, nor cases, nor operators of cases"));
            }
        }
        for (Table table : cases) {
            validation.cases(table, operators);
        }
        return new ValidationReport(validation.judged, validation.faults);
    }

    private void operators(Table table) {
        for (Table.Row row : table.rows()) {
            try {
                OperatorRow operator = OperatorRow.of(row);
                double measured = OperatorRow.positive(row, "measured_ms") * 1e-3;
                GpuProfile gpu = gpu(row);
                KernelEstimate estimate = estimate(gpu, operator, EstimateSettings.Clock.ISOLATED);
                Yardsticks y = Yardsticks.of(gpu, operator);
                double busy = estimate.busySeconds();
                double all = busy + operator.overheadSeconds();
                judged.add(
                        new Judged(
                                table.file(),
                                row.line(),
                                row.text(),
                                OperatorRow.text(row, "gpu"),
                                operator.op(),
                                operator.dtype(),
                                measured,
                                all,
                                all * estimate.low() / estimate.seconds(),
                                all * estimate.high() / estimate.seconds(),
                                y.flops(),
                                y.roofline(),
                                estimate.how()));
            } catch (BrokenCell e) {
                faults.add(new RowFault(table.file(), row.line(), e.key(), e.what()));
            }
        }
    }

    private void cases(Table table, List<Table> operatorTables) {
        for (Table.Row row : table.rows()) {
            try {
                double measured = OperatorRow.positive(row, "measured_ms") * 1e-3;
                GpuProfile gpu = gpu(row);
                List<Table.Row> operators = new ArrayList<>();
                for (Table candidates : operatorTables) {
                    operators.addAll(joined(row, candidates));
                }
                String dtype = row.cell("dtype").isEmpty() ? "fp32" : row.cell("dtype");
                judged.add(
                        operators.isEmpty()
                                ? unpredicted(row, dtype, measured)
                                : summed(row, gpu, dtype, measured, operators));
            } catch (BrokenCell e) {
                faults.add(new RowFault(table.file(), row.line(), e.key(), e.what()));
            }
        }
    }

    private static Judged unpredicted(Table.Row row, String dtype, double measured) {
        double none = Double.NaN;
        return new Judged(
                row.table().file(),
                row.line(),
                row.text(),
                row.cell("gpu"),
                row.cell("model"),
                dtype,
                measured,
                none,
                none,
                none,
                none,
                none,
                "no operators of this case in the tables given");
    }

    private Judged summed(
            Table.Row row,
            GpuProfile gpu,
            String dtype,
            double measured,
            List<Table.Row> operators) {
        double seconds = 0;
        double flops = 0;
        double roofline = 0;
        Map<Class<?>, Double> lowByFamily = new HashMap<>();
        Map<Class<?>, Double> highByFamily = new HashMap<>();
        for (Table.Row operatorRow : operators) {
            OperatorRow operator = OperatorRow.of(operatorRow);
            double times =
                    operatorRow.cell("rep").isEmpty()
                            ? 1
                            : OperatorRow.positive(operatorRow, "rep");
            KernelEstimate e = estimate(gpu, operator, EstimateSettings.Clock.STEADY);
            double busy = times * e.busySeconds();
            Yardsticks y = Yardsticks.of(gpu, operator);
            seconds += busy + times * EAGER_KERNEL_SECONDS;
            flops += times * y.flops();
            roofline += times * y.roofline();
            Class<?> family = operator.kernel().getClass();
            lowByFamily.merge(family, busy * (1 - e.low() / e.seconds()), Double::sum);
            highByFamily.merge(family, busy * (e.high() / e.seconds() - 1), Double::sum);
        }
        return new Judged(
                row.table().file(),
                row.line(),
                row.text(),
                row.cell("gpu"),
                row.cell("model"),
                dtype,
                measured,
                seconds,
                seconds - quadrature(lowByFamily),
                seconds + quadrature(highByFamily),
                flops,
                roofline,
                operators.size() + " operators summed");
    }

    private static double quadrature(Map<Class<?>, Double> parts) {
        return Math.sqrt(parts.values().stream().mapToDouble(p -> p * p).sum());
    }

    /// Rows of `operators` whose cells agree with `row` in every column that both tables have.
    private static List<Table.Row> joined(Table.Row row, Table operators) {
        TreeSet<String> shared = new TreeSet<>(row.table().columns().keySet());
        shared.retainAll(operators.columns().keySet());
        List<Table.Row> found = new ArrayList<>();
        for (Table.Row candidate : operators.rows()) {
            if (!shared.isEmpty()
                    && shared.stream().allMatch(c -> candidate.cell(c).equals(row.cell(c)))) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static KernelEstimate estimate(
            GpuProfile gpu, OperatorRow operator, EstimateSettings.Clock clock) {
        EstimateSettings settings =
                EstimateSettings.defaults().withTf32(operator.tf32()).withClock(clock);
        return Estimator.of(gpu, settings).estimate(operator.kernel());
    }

    private GpuProfile gpu(Table.Row row) {
        String key = OperatorRow.text(row, "gpu");
        return switch (profiles.find(key)) {
            case Match.Unknown(String why) -> throw new BrokenCell("gpu", why);
            case Match.Known(DeviceProfile profile) -> {
                if (profile instanceof GpuProfile gpu) {
                    yield gpu;
                }
                throw new BrokenCell("gpu", "'" + key + "' is no GPU");
            }
        };
    }

    /// FLOPs over peak and the roofline, on the unit that the row asks for.
    private record Yardsticks(double flops, double roofline) {
        static Yardsticks of(GpuProfile gpu, OperatorRow row) {
            Kernel kernel = row.kernel();
            double peak = gpu.rate(unit(gpu, row)).orElse(Double.NaN);
            double flops = kernel.work().flops() / peak;
            double bytes = kernel.work().bytes() / gpu.memory().bandwidth();
            return new Yardsticks(flops, Math.max(flops, bytes));
        }

        private static Unit unit(GpuProfile gpu, OperatorRow row) {
            if (row.kernel().work().matrixFlops() == 0) {
                return Unit.VECTOR_FP32;
            }
            return switch (row.dtype()) {
                case "tf32" -> Unit.MATRIX_TF32;
                case "fp16", "float16", "half", "fp16-tensor" ->
                        gpu.rate(Unit.MATRIX_FP16).isPresent()
                                ? Unit.MATRIX_FP16
                                : Unit.VECTOR_FP32;
                case "bf16", "bfloat16" -> Unit.MATRIX_BF16;
                case "int8" -> Unit.MATRIX_INT8;
                case "fp8" -> Unit.MATRIX_FP8;
                case "fp64", "float64" -> Unit.VECTOR_FP64;
                default -> Unit.VECTOR_FP32;
            };
        }
    }
}
