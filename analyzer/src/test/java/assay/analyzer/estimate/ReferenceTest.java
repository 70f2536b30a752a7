package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.tensor.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Kernels of our own choosing, computed once by the reference implementation of the model (version
/// 2, with the device numbers of our profiles, isolated clock): with its constants our laws agree
/// to 0.1 %.
class ReferenceTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    private static final Constants REFERENCE =
            Constants.FITTED
                    .with(FittedConstant.MATRIX_FEED, 12.9)
                    .with(FittedConstant.MATRIX_OVERLAP, 1.6)
                    .with(FittedConstant.MATRIX_TAIL, 0.138)
                    .with(FittedConstant.MATRIX_PRODUCT_PROLOGUE, 53)
                    .with(FittedConstant.MATRIX_PRODUCT_LEAST, 1.03)
                    .with(FittedConstant.MATRIX_CONVOLUTION, 1.23)
                    .with(FittedConstant.MATRIX_CONVOLUTION_LEAST, 1.33)
                    .with(FittedConstant.FEW_CHANNELS, 16.9)
                    .with(FittedConstant.OVERLAP, 1.54)
                    .with(FittedConstant.IMPLICIT, 0.915)
                    .with(FittedConstant.IMPLICIT_FEED, 12.5)
                    .with(FittedConstant.IMPLICIT_PROLOGUE, 9.48)
                    .with(FittedConstant.IMPLICIT_TAIL, 0.5)
                    .with(FittedConstant.IMPLICIT_LEAST, 1.2)
                    .with(FittedConstant.FUSED_WINOGRAD, 1.34)
                    .with(FittedConstant.FUSED_WINOGRAD_PROLOGUE, 13.5)
                    .with(FittedConstant.FUSED_WINOGRAD_FILTERS, 2.04)
                    .with(FittedConstant.FUSED_WINOGRAD_BIAS, 1.1)
                    .with(FittedConstant.SPLIT_WINOGRAD, 0.925)
                    .with(FittedConstant.SPLIT_WINOGRAD_FEED, 8.4)
                    .with(FittedConstant.SPLIT_WINOGRAD_PROLOGUE, 8)
                    .with(FittedConstant.SPLIT_WINOGRAD_TAIL, 0.5)
                    .with(FittedConstant.SPLIT_WINOGRAD_LEAST, 1.2)
                    .with(FittedConstant.SPLIT_WINOGRAD_TRANSFORM, 1.19)
                    .with(FittedConstant.SPLIT_WINOGRAD_FILTERS, 2.41)
                    .with(FittedConstant.SPLIT_WINOGRAD_BIAS, 1.4);

    @TestFactory
    List<DynamicTest> agreesWithTheReferenceWithinATenthOfAPercent() throws IOException {
        try (InputStream csv =
                Objects.requireNonNull(getClass().getResourceAsStream("reference.csv"))) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    // There our model leaves the reference on purpose: the power limit of a small
                    // card, the shares of peak that take our train rows in, Turing's shared memory,
                    // and other laws (FP32 products, row kernels).
                    .filter(line -> !line.matches("conv,(L4|V100|A100-40),float32.*"))
                    .filter(line -> !line.matches("gemm,[^,]*,float32,.*"))
                    .filter(line -> !line.matches("(gemm|conv),T4,float16,.*"))
                    .filter(line -> !line.matches("(ln|softmax),.*"))
                    .map(line -> DynamicTest.dynamicTest(line, () -> check(line.split(",", -1))))
                    .toList();
        }
    }

    private static void check(String[] c) {
        EstimateSettings settings =
                EstimateSettings.defaults()
                        .withTf32(false)
                        .withClock(EstimateSettings.Clock.ISOLATED);
        GpuProfile gpu = (GpuProfile) ((Match.Known) PROFILES.find(c[1])).profile();
        Estimator estimator = new NvidiaEstimator(gpu, settings, REFERENCE);
        double ms = estimator.estimate(kernel(c)).busySeconds() * 1e3;
        assertThat(ms)
                .isCloseTo(Double.parseDouble(c[15]), within(Double.parseDouble(c[15]) * 1e-3));
    }

    private static Kernel kernel(String[] c) {
        ElementType type = ElementType.ofName(c[2]);
        return switch (c[0]) {
            case "gemm" -> new Kernel.Gemm(l(c[3]), l(c[4]), l(c[5]), l(c[6]), type);
            case "ln" -> new Kernel.Normalization(l(c[7]), l(c[8]), 0, type);
            case "softmax" -> new Kernel.Softmax(l(c[7]), l(c[8]), type);
            case "add" ->
                    new Kernel.ElementWise(
                            8.0 * l(c[7]) * l(c[8]), 4.0 * l(c[7]) * l(c[8]), 0, type);
            case "conv" ->
                    Kernel.Convolution.plain2d(
                            l(c[3]), l(c[9]), l(c[12]), l(c[12]), l(c[10]), l(c[11]), l(c[11]),
                            l(c[13]), l(c[13]), l(c[14]), l(c[14]), 1, type);
            default -> throw new AssertionError(c[0]);
        };
    }

    private static long l(String cell) {
        return Long.parseLong(cell);
    }
}
