package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    @TempDir Path folder;

    private String table(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n").toString();
    }

    @Test
    void brokenRowsAreNamedAndTheOthersJudged() throws IOException {
        String table =
                table(
                        "broken.csv",
                        "gpu,op,dtype,batch,m,n,k,measured_ms",
                        "T4,linear,fp32,1,1024,1024,1024,0.5",
                        "RTX 9999,linear,fp32,1,1024,1024,1024,0.5",
                        "T4,frobnicate,fp32,1,1024,1024,1024,0.5",
                        "T4,linear,fp13,1,1024,1024,1024,0.5",
                        "T4,linear,fp32,1,-3,1024,1024,0.5",
                        "T4,linear,fp32,1,1024,1024,1024,soon",
                        "T4,linear,fp32,1,1024,1024",
                        "\"T4,linear,fp32,1,1024,1024,1024,0.5");
        CommandRun run = CommandRun.of("validate", table);
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).containsPattern("all rows +1 ");
        assertThat(run.err())
                .contains("broken.csv:3, column 'gpu': no profile for 'RTX 9999'")
                .contains("broken.csv:4, column 'op': unknown operator 'frobnicate'")
                .contains("broken.csv:5, column 'dtype': unknown type 'fp13'")
                .contains("broken.csv:6, column 'm': must be above 0, is -3")
                .contains("broken.csv:7, column 'measured_ms': 'soon' is no number")
                .contains("broken.csv:8, column 'k': missing")
                .contains("broken.csv:9: a quote is opened and not closed");
    }

    @Test
    void aTableWithoutARowToJudgeFails() throws IOException {
        assertThat(CommandRun.of("validate", table("odd.csv", "a,b", "1,2")).exit())
                .isEqualTo(Exit.FAILED);
        CommandRun missing = CommandRun.of("validate", folder.resolve("none.csv").toString());
        assertThat(missing.exit()).isEqualTo(Exit.FAILED);
        assertThat(missing.err()).contains("none.csv: there is no such file");
    }

    @Test
    void writesAllOfItsReports() throws IOException {
        String table =
                table(
                        "cases.csv",
                        "gpu,model,batch,precision,measured_ms",
                        "T4,resnet18,1,fp32,2.5",
                        "T4,resnet18,8,fp16,4.1",
                        "T4,nonesuch,8,fp16,4.1");
        Path out = folder.resolve("report");
        CommandRun run = CommandRun.of("validate", table, "--out", out.toString());
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(out.resolve("validation.html")))
                .contains("Predicted against measured")
                .contains("longest ");
        assertThat(Files.readString(out.resolve("validation.md"))).contains("cases.csv:4");
        assertThat(Files.readString(out.resolve("validation.json"))).contains("nonesuch");
        // The rows as they came, and what was predicted.
        assertThat(Files.readAllLines(out.resolve("validation.csv")))
                .hasSize(4)
                .first()
                .isEqualTo(
                        "gpu,model,batch,precision,measured_ms,"
                                + "predicted_ms,low_ms,high_ms,roofline_ms,flops_ms,why");
    }

    @Test
    void aProcessorIsJudgedByItsOwnProfile() throws IOException {
        String table =
                table(
                        "cpu.csv",
                        "gpu,model,batch,precision,threads,measured_ms",
                        "amd-epyc-9654,resnet18,1,fp32,8,9.0",
                        "T4,resnet18,1,fp32,,2.5");
        CommandRun run = CommandRun.of("validate", table);
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("amd-epyc-9654 resnet18 fp32").contains("T4 resnet18 fp32");
    }
}
