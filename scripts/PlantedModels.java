import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/// Writes a model of 100 equal layers and one with more of the same: `java PlantedModels.java FOLDER
/// EXTRA...` writes `base.onnx` and for each EXTRA `plus-EXTRA.onnx`, which does EXTRA per cent more
/// work. A layer is a Sigmoid of 16,384 floats: work that stays in a core's own cache, so that what is
/// seen is the comparison's power and not how the machine's memory fares.
public final class PlantedModels {

    private static final int LAYERS = 100;
    private static final int WIDTH = 16_384;

    private PlantedModels() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        write(folder.resolve("base.onnx"), LAYERS);
        for (int i = 1; i < arguments.length; i++) {
            int extra = Integer.parseInt(arguments[i]);
            write(folder.resolve("plus-" + extra + ".onnx"), LAYERS + extra);
        }
    }

    private static void write(Path file, int layers) {
        Shape shape = Shape.of(Dim.symbol("N"), Dim.of(WIDTH));
        ModelBuilder model = new ModelBuilder("chain" + layers, 8, 13);
        String last = "x";
        model.input(last, ElementType.FLOAT32, shape);
        for (int i = 0; i < layers; i++) {
            last = model.node("n" + i, "Sigmoid", List.of(last), "v" + i);
        }
        model.output(last, ElementType.FLOAT32, shape);
        OnnxWriter.write(model.build(), file, 1);
    }
}
