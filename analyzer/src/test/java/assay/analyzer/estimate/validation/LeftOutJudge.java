package assay.analyzer.estimate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.estimate.Constants;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.FittedConstant;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.NvidiaEstimator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Refits the constants of convolutions and of products on matrix units without each GPU in turn,
/// from plain numbers, and predicts that GPU's rows with what the others gave:
/// `scripts/judge-left-out`. `-Dassay.leftout` names the table of kernels timed alone,
/// `-Dassay.leftout.out` the folder for the predictions (`left-out.rows.csv`) and the constants
/// fitted on all GPUs (`left-out.constants.txt`).
@EnabledIfSystemProperty(named = "assay.leftout", matches = ".+")
class LeftOutJudge {

    /// A bias that no algorithm overcomes.
    private static final double NEVER = 1e9;

    private static final Set<FittedConstant> MATRIX =
            EnumSet.range(FittedConstant.MATRIX_FEED, FittedConstant.FEW_CHANNELS);
    private static final Set<FittedConstant> VECTOR =
            EnumSet.range(FittedConstant.OVERLAP, FittedConstant.SPLIT_WINOGRAD_BIAS);

    /// One row that a fit or a judgement uses.
    ///
    /// @param chip GPUs of one chip are left out together
    private record Sample(
            String chip, Table.Row row, GpuProfile gpu, OperatorRow operator, double measured) {
        KernelEstimate estimate(Constants constants) {
            EstimateSettings settings =
                    EstimateSettings.defaults()
                            .withTf32(false)
                            .withClock(EstimateSettings.Clock.ISOLATED)
                            .withLibraries(operator.libraries());
            return new NvidiaEstimator(gpu, settings, constants).estimate(operator.kernel());
        }

        double predicted(Constants constants) {
            return estimate(constants).busySeconds() + operator.overheadSeconds();
        }

        /// As if the algorithm that the table names were taken, where it names one that there is a
        /// law for.
        double predictedAsNamed(Constants constants) {
            String algorithm = row.cell("alg");
            boolean fused = algorithm.equals("WINOGRAD");
            boolean split = algorithm.equals("WINOGRAD_NONFUSED");
            return !fused && !split && !algorithm.endsWith("GEMM")
                    ? predicted(constants)
                    : predicted(
                            constants
                                    .with(FittedConstant.FUSED_WINOGRAD_BIAS, fused ? 0 : NEVER)
                                    .with(FittedConstant.SPLIT_WINOGRAD_BIAS, split ? 0 : NEVER));
        }
    }

    @Test
    void convolutionsOfAGpuThatNoFitSaw() throws IOException {
        List<Sample> all = samples(Path.of(System.getProperty("assay.leftout")));
        List<String> lines = new ArrayList<>();
        lines.add("gpu,op,dtype,measured_ms,predicted_ms,low_ms,high_ms,roofline_ms,flops_ms");
        StringBuilder constants = new StringBuilder();
        judge(all, MATRIX, s -> s.operator().dtype().startsWith("fp16"), lines, constants);
        judge(all, VECTOR, s -> s.operator().dtype().equals("fp32"), lines, constants);
        Path out = Path.of(System.getProperty("assay.leftout.out"));
        Files.write(out.resolve("left-out.rows.csv"), lines);
        Files.writeString(out.resolve("left-out.constants.txt"), constants);
    }

    private static void judge(
            List<Sample> all,
            Set<FittedConstant> free,
            Predicate<Sample> taken,
            List<String> lines,
            StringBuilder constants) {
        List<Sample> rows = all.stream().filter(taken).toList();
        Fit whole = new Fit(rows, free);
        free.forEach(c ->
                constants.append(
                        String.format(Locale.ROOT, "%s %.4g%n", c, whole.constants.of(c))));
        constants.append(String.format(Locale.ROOT, "loss %.4f%n", whole.loss));
        TreeMap<String, List<Sample>> chips = new TreeMap<>();
        for (Sample sample : rows) {
            chips.computeIfAbsent(sample.chip(), _ -> new ArrayList<>()).add(sample);
        }
        chips.forEach((chip, left) -> {
            Fit fit = new Fit(rows.stream().filter(s -> !s.chip().equals(chip)).toList(), free);
            constants.append(chip);
            Map<String, List<Judged>> seen = new TreeMap<>();
            for (Sample sample : left) {
                Judged judged = judged(sample, fit.constants);
                lines.add(line(judged));
                seen.computeIfAbsent("left out " + judged.op(), _ -> new ArrayList<>()).add(judged);
                seen.computeIfAbsent("in sample " + judged.op(), _ -> new ArrayList<>())
                        .add(judged(sample, whole.constants));
            }
            seen.forEach((what, judged) ->
                    constants.append(
                            String.format(
                                    Locale.ROOT,
                                    ", %s %.1f %%",
                                    what,
                                    100 * Errors.of(judged, Judged::predictedSeconds).mape())));
            constants.append(System.lineSeparator());
        });
    }

    private static Judged judged(Sample sample, Constants constants) {
        KernelEstimate e = sample.estimate(constants);
        double predicted = sample.predicted(constants);
        Yardsticks y =
                Yardsticks.of(sample.gpu(), sample.operator().kernel(), sample.operator().dtype());
        return new Judged(
                sample.row().table().file(),
                sample.row().line(),
                sample.row().text(),
                sample.row().cell("gpu"),
                sample.operator().op(),
                sample.operator().dtype(),
                sample.measured(),
                predicted,
                predicted * e.low() / e.seconds(),
                predicted * e.high() / e.seconds(),
                y.flops(),
                y.roofline(),
                "");
    }

    private static String line(Judged j) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g",
                j.gpu(),
                j.op(),
                j.dtype(),
                1e3 * j.measuredSeconds(),
                1e3 * j.predictedSeconds(),
                1e3 * j.lowSeconds(),
                1e3 * j.highSeconds(),
                1e3 * j.rooflineSeconds(),
                1e3 * j.flopsSeconds());
    }

    /// Convolutions, and products in half precision.
    private static List<Sample> samples(Path file) throws IOException {
        Profiles profiles =
                Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));
        List<Sample> samples = new ArrayList<>();
        for (Table.Row row : Table.read(file).rows()) {
            if (!row.cell("op").equals("conv") && !row.cell("dtype").startsWith("fp16")) {
                continue;
            }
            Match match = profiles.find(row.cell("gpu"));
            assertThat(match).as(row.cell("gpu")).isInstanceOf(Match.Known.class);
            samples.add(
                    new Sample(
                            row.cell("gpu").replaceAll("-.*", ""),
                            row,
                            (GpuProfile) ((Match.Known) match).profile(),
                            OperatorRow.of(row),
                            OperatorRow.positive(row, "measured_ms") * 1e-3));
        }
        return samples;
    }

    /// Constants that make the mean of |ln(predicted / measured)| least, each chip with the same
    /// weight, a row counted with 0.7 at most; the laws first, on the algorithm that a row names,
    /// then what biases the choice between them. A search along one constant after the other by
    /// ever smaller factors.
    private static final class Fit {
        private static final double MOST = 0.7;
        private static final double FIRST_STEP = 0.3;
        private static final double LAST_STEP = 0.01;

        /// What a constant costs that lies a factor of e from its plain number: those that the rows
        /// do not decide stay there.
        private static final double TETHER = 1e-3;

        private final Map<String, List<Sample>> chips = new TreeMap<>();
        private final Set<FittedConstant> free;
        private Constants constants;
        private double loss;

        Fit(List<Sample> samples, Set<FittedConstant> free) {
            for (Sample sample : samples) {
                chips.computeIfAbsent(sample.chip(), _ -> new ArrayList<>()).add(sample);
            }
            this.free = free;
            constants = Constants.FITTED;
            for (FittedConstant constant : free) {
                constants = constants.with(constant, plain(constant));
            }
            Set<FittedConstant> laws = EnumSet.copyOf(free);
            laws.removeIf(constant -> constant.name().endsWith("BIAS"));
            search(laws, Sample::predictedAsNamed);
            Set<FittedConstant> choice = EnumSet.copyOf(free);
            choice.removeAll(laws);
            search(choice, Sample::predicted);
        }

        private void search(Set<FittedConstant> free, ToDoubleBiFunction<Sample, Constants> law) {
            loss = loss(constants, law);
            for (double step = FIRST_STEP; step > LAST_STEP; ) {
                double before = loss;
                for (FittedConstant constant : free) {
                    double now = constants.of(constant);
                    for (double factor : new double[] {Math.exp(step), Math.exp(-step)}) {
                        if (constant.name().endsWith("TAIL") && now * factor > 1) {
                            continue;
                        }
                        Constants tried = constants.with(constant, now * factor);
                        double changed = loss(tried, law);
                        if (changed < loss) {
                            constants = tried;
                            loss = changed;
                            break;
                        }
                    }
                }
                if (before - loss < 1e-4) {
                    step /= 2;
                }
            }
        }

        /// What a fit starts from, so that nothing of the constants in use comes in.
        private static double plain(FittedConstant constant) {
            String name = constant.name();
            return name.equals("MATRIX_PRODUCT_PROLOGUE")
                    ? 32
                    : name.endsWith("FEED")
                                    || name.endsWith("PROLOGUE")
                                    || name.equals("FEW_CHANNELS")
                            ? 10
                            : name.endsWith("TAIL") ? 0.5 : name.endsWith("OVERLAP") ? 1.5 : 1;
        }

        private double loss(Constants tried, ToDoubleBiFunction<Sample, Constants> law) {
            ToDoubleFunction<Sample> miss =
                    s ->
                            Math.min(
                                    MOST,
                                    Math.abs(Math.log(law.applyAsDouble(s, tried) / s.measured())));
            double far = 0;
            for (FittedConstant constant : free) {
                double off = Math.log(tried.of(constant) / plain(constant));
                far += off * off;
            }
            return TETHER * far
                    + chips.values().stream()
                            .mapToDouble(
                                    rows -> rows.stream().mapToDouble(miss).average().orElse(0))
                            .average()
                            .orElseThrow();
        }
    }
}
