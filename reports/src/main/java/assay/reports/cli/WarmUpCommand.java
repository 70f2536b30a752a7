package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// What the launcher runs once after building, so that the classes of an analysis are in the
/// ahead-of-time cache.
@Command(name = "warm-up", hidden = true, description = "Trains the ahead-of-time cache.")
final class WarmUpCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Path model = Files.createTempFile("assay-warm-up", ".onnx");
        try {
            Zoo.write("resnet18", model, 1);
            Analysis analysis = Analysis.of(model, Assumptions.NONE);
            AnalysisText.print(analysis, new PrintWriter(Writer.nullWriter()));
            AnalysisJson.of(analysis, List.of(analysis.at(1))).toPrettyString();
        } finally {
            Files.deleteIfExists(model);
        }
        return Exit.DONE;
    }
}
