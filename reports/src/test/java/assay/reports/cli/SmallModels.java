package assay.reports.cli;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Models for the commands to work on.
final class SmallModels {

    private SmallModels() {}

    /// `y = Relu(x W)`, x of shape `[N, 16]`: a run takes microseconds.
    static Path dense(Path file) {
        return write(file, 16, false);
    }

    /// `y = max(Relu(x W))` over the last axis, x of shape `[N, 16]` and W of `[16, width]`: little
    /// comes in and goes out, and `4 N width` bytes live in between.
    static Path wide(Path file, long width) {
        return write(file, width, true);
    }

    /// A dense layer in whose every name `acme` stands: model, folder, graph, nodes, values,
    /// symbol.
    static Path named(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("acme-lab"));
        ModelBuilder model = new ModelBuilder("acme-graph", 8, 17);
        Shape shape = Shape.of(Dim.symbol("acme_users"), Dim.of(64));
        model.input("acme_in", ElementType.FLOAT32, shape);
        model.weight("acme_w", Fill.Uniform.ofDeviation(0.5), 64, 64);
        model.node("/acme/MatMul", "MatMul", List.of("acme_in", "acme_w"), "acme_h");
        model.node("/acme/Relu", "Relu", List.of("acme_h"), "acme_out");
        model.output("acme_out", ElementType.FLOAT32, shape);
        Path file = home.resolve("acme-net.onnx");
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }

    /// The places where `x`, of shape `[N, 16]`, is positive, and their squares: how many there are
    /// the data decide.
    static Path chosen(Path file) {
        ModelBuilder model = new ModelBuilder("chosen", 8, 17);
        model.input("x", ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.of(16)));
        model.node("relu", "Relu", List.of("x"), "r");
        model.node("places", "NonZero", List.of("r"), "p");
        model.node("square", "Mul", List.of("p", "p"), "s");
        model.output("s", ElementType.INT64, Shape.of(Dim.of(2), Dim.symbol("K")));
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }

    private static Path write(Path file, long width, boolean reduced) {
        Dim batch = Dim.symbol("N");
        ModelBuilder model = new ModelBuilder("small", 8, 13);
        model.input("x", ElementType.FLOAT32, Shape.of(batch, Dim.of(16)));
        model.weight("w", Fill.Uniform.ofDeviation(0.5), 16, width);
        model.node("matmul", "MatMul", List.of("x", "w"), "h");
        model.node("relu", "Relu", List.of("h"), "r");
        if (reduced) {
            model.node("max", "ReduceMax", List.of("r"), "m", "axes", new long[] {1});
        }
        model.output(
                reduced ? "m" : "r",
                ElementType.FLOAT32,
                Shape.of(batch, Dim.of(reduced ? 1 : width)));
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }
}
