package assay.reports.cli;

import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// What the launcher runs once after building, so that the classes of an analysis are in the
/// ahead-of-time cache: those for a convolutional net and for a transformer. All that the cache
/// holds is loaded at every start, so no more than that.
@Command(name = "warm-up", hidden = true, description = "Trains the ahead-of-time cache.")
final class WarmUpCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        for (String architecture : List.of("resnet18", "bert_tiny")) {
            Path model = Files.createTempFile("assay-warm-up", ".onnx");
            try {
                Zoo.write(architecture, model, 1);
                Main.run("analyze", model.toString());
                Main.run("analyze", model.toString(), "--json", "-");
            } finally {
                Files.deleteIfExists(model);
            }
        }
        return Exit.DONE;
    }
}
