package assay.benchmark.run;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/// Models that run in microseconds.
final class SmallModels {

    private SmallModels() {}

    /// `y = Relu(x W)`, x of shape `[N, 16]`; N is the batch, or 4 where it is fixed.
    static Path dense(Path folder, boolean fixed) {
        Dim batch = fixed ? Dim.of(4) : Dim.symbol("N");
        Shape shape = Shape.of(batch, Dim.of(16));
        ModelBuilder model = new ModelBuilder("dense", 8, 13);
        model.input("x", ElementType.FLOAT32, shape);
        model.weight("w", Fill.Uniform.ofDeviation(0.5), 16, 16);
        model.node("matmul", "MatMul", List.of("x", "w"), "h");
        model.node("relu", "Relu", List.of("h"), "y");
        model.output("y", ElementType.FLOAT32, shape);
        Path file = folder.resolve("dense.onnx");
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }
}
