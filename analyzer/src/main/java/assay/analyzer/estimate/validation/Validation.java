package assay.analyzer.estimate.validation;

import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.Kernel;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeKernels;
import assay.analyzer.estimate.Workload;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Judges tables of published latencies: operator rows, cases that name a model, and cases joined
/// with their operators.
public final class Validation {
    private final Profiles profiles;
    private final CaseModels models = new CaseModels();
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
        List<Table> operatorRows = new ArrayList<>();
        for (Path file : files) {
            Table table;
            try {
                table = Table.read(file);
            } catch (FileSystemException e) {
                validation.faults.add(new RowFault(file, 0, "", e.getReason()));
                continue;
            }
            if (table.has("op") && table.has("measured_ms") && table.has("gpu")) {
                validation.operators(table);
                operatorRows.add(table);
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
        List<Table> measured = new ArrayList<>(operatorRows);
        measured.addAll(cases);
        return new ValidationReport(validation.judged, validation.faults, measured);
    }

    private static void whole(Table.Row row) {
        if (row.isCut()) {
            throw new BrokenCell("", "a quote is opened and not closed");
        }
    }

    private void operators(Table table) {
        for (Table.Row row : table.rows()) {
            try {
                whole(row);
                OperatorRow operator = OperatorRow.of(row);
                double measured = OperatorRow.positive(row, "measured_ms") * 1e-3;
                DeviceProfile device = device(row);
                KernelEstimate estimate =
                        estimate(device, row, operator, EstimateSettings.Clock.ISOLATED);
                Yardsticks y = Yardsticks.of(device, operator.kernel(), operator.dtype());
                double around =
                        device instanceof GpuProfile
                                ? operator.overheadSeconds()
                                : estimate.launchSeconds();
                double all = estimate.busySeconds() + around;
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
                                MadeOf.of(estimate, around)));
            } catch (BrokenCell e) {
                faults.add(new RowFault(table.file(), row.line(), e.key(), e.what()));
            }
        }
    }

    private void cases(Table table, List<Table> operatorTables) {
        for (Table.Row row : table.rows()) {
            try {
                whole(row);
                double measured = OperatorRow.positive(row, "measured_ms") * 1e-3;
                DeviceProfile device = device(row);
                List<Table.Row> operators = new ArrayList<>();
                for (Table candidates : operatorTables) {
                    operators.addAll(joined(row, candidates));
                }
                String dtype = row.cell("dtype").isEmpty() ? "fp32" : row.cell("dtype");
                judged.add(
                        operators.isEmpty()
                                ? wholeModel(row, device, measured)
                                : summed(row, device, dtype, measured, operators));
            } catch (BrokenCell e) {
                faults.add(new RowFault(table.file(), row.line(), e.key(), e.what()));
            }
        }
    }

    private Judged wholeModel(Table.Row row, DeviceProfile device, double measured) {
        ModelCase c = ModelCase.of(row);
        Path folder = row.table().file().toAbsolutePath().getParent();
        Workload workload = models.workload(c, device, folder == null ? Path.of("") : folder);
        EstimateSettings settings =
                EstimateSettings.defaults()
                        .withTf32(c.tf32())
                        .withGraphFused(c.graph() != ModelCase.Graph.PLAIN)
                        .withThreads(threads(row));
        Estimator estimator = Estimator.of(device, settings);
        ModelEstimate estimate =
                c.eager()
                        ? EagerRun.estimate(estimator, workload.kernels(), workload.inputs())
                        : (c.copies() ? workload : workload.resident()).estimate(estimator);
        Yardsticks all = Yardsticks.NONE;
        for (NodeKernels node : workload.kernels()) {
            for (Kernel kernel : node.kernels()) {
                all = all.plus(Yardsticks.of(device, kernel, c.unit(device)), 1);
            }
        }
        double copies = c.copies() ? 0 : estimate.inputCopySeconds() + estimate.outputCopySeconds();
        return new Judged(
                row.table().file(),
                row.line(),
                row.text(),
                row.cell("gpu"),
                c.model(),
                c.unit(device),
                measured,
                estimate.seconds() - copies,
                estimate.low() - copies,
                estimate.high() - copies,
                all.flops(),
                all.roofline(),
                MadeOf.of(estimate));
    }

    private Judged summed(
            Table.Row row,
            DeviceProfile profile,
            String dtype,
            double measured,
            List<Table.Row> operators) {
        double device = 0;
        double launched = 0;
        Yardsticks all = Yardsticks.NONE;
        Map<Class<?>, Double> lowByFamily = new HashMap<>();
        Map<Class<?>, Double> highByFamily = new HashMap<>();
        for (Table.Row operatorRow : operators) {
            OperatorRow operator = OperatorRow.of(operatorRow);
            double times =
                    operatorRow.cell("rep").isEmpty()
                            ? 1
                            : OperatorRow.positive(operatorRow, "rep");
            KernelEstimate e = estimate(profile, row, operator, EstimateSettings.Clock.STEADY);
            double busy = times * e.busySeconds();
            Yardsticks y = Yardsticks.of(profile, operator.kernel(), operator.dtype());
            device += busy + times * EagerRun.GAP_SECONDS;
            launched += times;
            all = all.plus(y, times);
            Class<?> family = operator.kernel().getClass();
            lowByFamily.merge(family, busy * (1 - e.low() / e.seconds()), Double::sum);
            highByFamily.merge(family, busy * (e.high() / e.seconds() - 1), Double::sum);
        }
        EagerRun.Overlapped run = EagerRun.overlapped(device, lowByFamily, highByFamily, launched);
        return new Judged(
                row.table().file(),
                row.line(),
                row.text(),
                row.cell("gpu"),
                row.cell("model"),
                dtype,
                measured,
                run.seconds(),
                run.low(),
                run.high(),
                all.flops(),
                all.roofline(),
                operators.size() + " operators summed");
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
            DeviceProfile device,
            Table.Row row,
            OperatorRow operator,
            EstimateSettings.Clock clock) {
        EstimateSettings settings =
                EstimateSettings.defaults()
                        .withTf32(operator.tf32())
                        .withClock(clock)
                        .withLibraries(operator.libraries())
                        .withThreads(threads(row));
        return Estimator.of(device, settings).estimate(operator.kernel());
    }

    /// Threads of a CPU, where the table tells; 0 where it does not.
    private static int threads(Table.Row row) {
        return row.cell("threads").isEmpty()
                ? 0
                : Math.toIntExact(Math.min(1 << 16, OperatorRow.whole(row, "threads")));
    }

    private DeviceProfile device(Table.Row row) {
        return switch (profiles.find(OperatorRow.text(row, "gpu"))) {
            case Match.Unknown(String why) -> throw new BrokenCell("gpu", why);
            case Match.Known(DeviceProfile profile) -> profile;
        };
    }
}
