import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/// Writes a model of 100 equal layers and one with more of the same: `java PlantedModels.java FOLDER
/// EXTRA...` writes `base.onnx` and for each EXTRA `plus-EXTRA.onnx`, which does EXTRA per cent more
/// work. A layer is a product of 64 x 160 by 160 x 160 and a Relu, 3.3 MFLOP; all weights together
/// take 10 MB.
public final class PlantedModels {

    private static final int LAYERS = 100;
    private static final int ROWS = 64;
    private static final int WIDTH = 160;

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
        Shape shape = Shape.of(Dim.symbol("N"), Dim.of(ROWS), Dim.of(WIDTH));
        ModelBuilder model = new ModelBuilder("chain" + layers, 8, 13);
        String last = "x";
        model.input(last, ElementType.FLOAT32, shape);
        for (int i = 0; i < layers; i++) {
            String weight =
                    model.weight(
                            "w" + i,
                            Fill.Uniform.ofDeviation(Math.sqrt(2.0 / WIDTH)),
                            WIDTH,
                            WIDTH);
            String product = model.node("matmul" + i, "MatMul", List.of(last, weight), "p" + i);
            last = model.node("relu" + i, "Relu", List.of(product), "r" + i);
        }
        model.output(last, ElementType.FLOAT32, shape);
        OnnxWriter.write(model.build(), file, 1);
    }
}
