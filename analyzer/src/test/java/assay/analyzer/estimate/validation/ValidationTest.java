package assay.analyzer.estimate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.device.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    @TempDir Path folder;

    private ValidationReport judge(String csv) throws IOException {
        return Validation.judge(List.of(Files.writeString(folder.resolve("t.csv"), csv)), PROFILES);
    }

    @Test
    void namesEachBrokenRowAndJudgesTheOthers() throws IOException {
        ValidationReport report =
                judge(
                        """
                        gpu,op,dtype,batch,m,n,k,rows,h,measured_ms
                        T4,linear,fp32,1,1024,1024,1024,,,0.5
                        T5,linear,fp32,1,1024,1024,1024,,,0.5
                        T4,frobnicate,fp32,1,1,1,1,,,0.5
                        T4,linear,fp31,1,1024,1024,1024,,,0.5
                        T4,linear,fp32,1,x,1024,1024,,,0.5
                        T4,linear,fp32,1,,1024,1024,,,0.5
                        T4,relu,fp32,,,,,128,128,-1
                        Tesla T4,relu,fp32,,,,,128,128,0.03
                        """);
        assertThat(report.rows()).hasSize(2);
        assertThat(report.faults().stream().map(f -> f.line() + " " + f.key()))
                .containsExactly("3 gpu", "4 op", "5 dtype", "6 m", "7 m", "8 measured_ms");
    }

    @Test
    void yardsticksAreThePlainArithmetic() throws IOException {
        Judged row =
                judge("gpu,op,m,n,k,measured_ms\nT4,linear,1024,1024,1024,0.5\n").rows().getFirst();
        // 2 x 1024^3 FLOPs over 8.141e12 FLOP/s = 0.2638 ms; 3 x 1024^2 x 4 bytes over 320 GB/s =
        // 0.039 ms.
        assertThat(row.flopsSeconds() * 1e3).isBetween(0.2637, 0.2639);
        assertThat(row.rooflineSeconds()).isEqualTo(row.flopsSeconds());
    }

    @Test
    void errorsOfThreeRows() {
        // Predicted over measured: 1.1, 0.8, 1.0: errors 10, 20 and 0 %; mean 10, median 10, signed
        // median 0.
        Errors errors =
                Errors.of(List.of(row(1, 1.1), row(10, 8), row(2, 2)), Judged::predictedSeconds);
        assertThat(errors.rows()).isEqualTo(3);
        assertThat(errors.mape()).isBetween(0.0999, 0.1001);
        assertThat(errors.median()).isBetween(0.0999, 0.1001);
        assertThat(errors.bias()).isEqualTo(0);
        assertThat(errors.p90()).isBetween(0.1999, 0.2001);
    }

    private static Judged row(double measured, double predicted) {
        return new Judged(
                Path.of("t"), 2, "", "T4", "relu", "fp32", measured, predicted, 0, 0, 1, 1, "");
    }
}
