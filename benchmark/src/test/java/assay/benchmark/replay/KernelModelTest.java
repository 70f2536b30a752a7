package assay.benchmark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Node;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.InputSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelModelTest {

    private static final Operand SQUARE =
            new Operand.Activation(ElementType.FLOAT32, List.of(4L, 4L));

    @TempDir Path folder;

    @Test
    void lanesTakeTurnsAndEachReadsItsOwn() {
        Path file = folder.resolve("kernel.onnx");
        Kernel add =
                new Kernel(add(), 13, List.of(SQUARE, SQUARE), List.of(SQUARE), List.of(0L, 0L));
        List<InputSpec> inputs = KernelModel.write(add, 4, new Rotation(2, List.of(2, 3)), file);
        assertThat(inputs)
                .extracting(InputSpec::name)
                .containsExactly("x0_0", "x1_0", "x0_1", "x1_1", "x2_1");
        assertThat(OnnxReader.read(file).graph().nodes())
                .extracting(Node::inputs)
                .containsExactly(
                        List.of("x0_0", "x0_1"),
                        List.of("x1_0", "x1_1"),
                        List.of("y0_0", "x2_1"),
                        List.of("y1_0", "x0_1"));
    }

    @Test
    void buffersMakeEachInputAsOldAsInTheModel() {
        // Of the 192 B that a copy touches 64 flow along the chain, 128 are its own. One input was
        // written 640 B before, the other 256 B: 5 and 2 times as much.
        Kernel add =
                new Kernel(
                        add(), 13, List.of(SQUARE, SQUARE), List.of(SQUARE), List.of(640L, 256L));
        assertThat(Rotation.of(List.of(add), 32)).isEqualTo(new Rotation(2, List.of(5, 2)));
        // no more buffers than copies, else they would not come round
        assertThat(Rotation.of(List.of(add), 4)).isEqualTo(new Rotation(2, List.of(4, 2)));
        Kernel first =
                new Kernel(add(), 13, List.of(SQUARE, SQUARE), List.of(SQUARE), List.of(0L, 0L));
        assertThat(Rotation.of(List.of(first), 32)).isEqualTo(new Rotation(1, List.of(1, 1)));
    }

    @Test
    void aKernelWhoseFirstInputIsAWeightChainsByTheSecond() {
        Kernel biased =
                new Kernel(
                        add(),
                        13,
                        List.of(new Operand.Weight(ElementType.FLOAT32, List.of(4L)), SQUARE),
                        List.of(SQUARE),
                        List.of(0L, 192L));
        assertThat(biased.chainInput()).isEqualTo(1);
        Path file = folder.resolve("biased.onnx");
        KernelModel.write(biased, 2, new Rotation(1, List.of(1, 1)), file);
        assertThat(OnnxReader.read(file).graph().nodes())
                .extracting(Node::inputs)
                .containsExactly(List.of("w0_0", "x0_1"), List.of("w1_0", "y0_0"));
    }

    @Test
    void aKernelTouchesWhatItReadsAndWrites() {
        // two inputs and an output of 4 x 4 float32: 3 x 16 x 4 B
        assertThat(
                        new Kernel(
                                        add(),
                                        13,
                                        List.of(SQUARE, SQUARE),
                                        List.of(SQUARE),
                                        List.of(0L, 0L))
                                .touchedBytes())
                .isEqualTo(192);
    }

    private Node add() {
        ModelBuilder model = new ModelBuilder("add", 8, 13);
        model.input("a", ElementType.FLOAT32, Shape.of(4, 4));
        model.input("b", ElementType.FLOAT32, Shape.of(4, 4));
        model.node("add", "Add", List.of("a", "b"), "c");
        model.output("c", ElementType.FLOAT32, Shape.of(4, 4));
        Path file = folder.resolve("add.onnx");
        OnnxWriter.write(model.build(), file, 1);
        return OnnxReader.read(file).graph().nodes().getFirst();
    }
}
