package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {

    @TempDir Path folder;

    @Test
    void writesWhatProtobufReadsBack() throws IOException {
        ModelProto model = written(linear(ElementType.FLOAT32, new Fill.Uniform(-1, 1)), 7);
        GraphProto graph = model.getGraph();

        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(graph.getName()).isEqualTo("linear");
        assertThat(graph.getNodeList()).hasSize(1);
        assertThat(graph.getNode(0).getAttribute(0).getI()).isEqualTo(1);
        assertThat(graph.getInputList()).hasSize(1);
        assertThat(graph.getInput(0).getType().getTensorType().getShape().getDim(0).getDimParam())
                .isEqualTo("N");
        TensorProto weight = graph.getInitializer(0);
        assertThat(weight.getDimsList()).containsExactly(100L, 300L);
        assertThat(weight.getRawData().size()).isEqualTo(100 * 300 * 4);
        ByteBuffer raw = weight.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double sum = 0;
        while (raw.hasRemaining()) {
            float value = raw.getFloat();
            assertThat(value).isBetween(-1f, 1f);
            sum += value;
        }
        // the mean of 30,000 elements has deviation 1/sqrt(3 * 30,000) = 0.0033
        assertThat(sum / 30_000).isBetween(-0.02, 0.02);
    }

    @Test
    void weightsApartAreTheSameWeights() throws IOException {
        // 100 x 300 x 4 = 120,000 bytes, and 1,200 of bias from the next multiple of 4,096 on.
        ModelBuilder builder = new ModelBuilder("linear", 8, 17);
        String x = builder.input("x", ElementType.FLOAT32, Shape.of(1, 100));
        String w = builder.weight("w", new Fill.Uniform(-1, 1), 100, 300);
        String b = builder.weight("b", new Fill.Uniform(-1, 1), 300);
        String c = builder.weight("c", new Fill.Constant(1), 1);
        String y = builder.node("gemm", "Gemm", List.of(x, w, b), "y");
        builder.node("add", "Add", List.of(y, c), "z");
        builder.output("z", ElementType.FLOAT32, Shape.of(1, 300));
        ModelSpec spec = builder.build();
        GraphProto inline = written(spec, 7).getGraph();

        Path file = folder.resolve("apart.onnx");
        OnnxWriter.writeApart(spec, file, 7);
        byte[] data = Files.readAllBytes(folder.resolve("apart.onnx.data"));
        assertThat(data).hasSize(122_880 + 1_200);
        GraphProto apart = ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
        assertThat(java.util.Arrays.copyOf(data, 120_000))
                .isEqualTo(inline.getInitializer(0).getRawData().toByteArray());
        assertThat(java.util.Arrays.copyOfRange(data, 122_880, 124_080))
                .isEqualTo(inline.getInitializer(1).getRawData().toByteArray());
        assertThat(apart.getInitializer(1).getExternalDataList())
                .extracting(e -> e.getKey() + "=" + e.getValue())
                .containsExactly("location=apart.onnx.data", "offset=122880", "length=1200");
        assertThat(apart.getInitializer(2)).isEqualTo(inline.getInitializer(2));
        assertThat(folder.toFile().list())
                .contains("apart.onnx", "apart.onnx.data")
                .noneMatch(name -> name.endsWith(".new"));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        ModelSpec model = linear(ElementType.FLOAT32, new Fill.Uniform(-1, 1));
        assertThat(written(model, 1)).isEqualTo(written(model, 1));
        assertThat(written(model, 1)).isNotEqualTo(written(model, 2));
    }

    @Test
    void encodesEachElementType() throws IOException {
        // 1.5 = 0x3FC00000; the upper half is the bfloat16; in float16 it is 0x3E00
        assertThat(elements(ElementType.FLOAT32, 1.5)).containsExactly(0, 0, 0xC0, 0x3F);
        assertThat(elements(ElementType.BFLOAT16, 1.5)).containsExactly(0xC0, 0x3F);
        assertThat(elements(ElementType.FLOAT16, 1.5)).containsExactly(0x00, 0x3E);
        assertThat(elements(ElementType.INT64, 258)).containsExactly(2, 1, 0, 0, 0, 0, 0, 0);
        assertThat(elements(ElementType.UINT8, 255)).containsExactly(255);
        assertThat(elements(ElementType.INT8, -1)).containsExactly(255);
        assertThat(elements(ElementType.BOOL, 1)).containsExactly(1);
        // the largest long survives the way through double, as the open end of a Slice does
        assertThat(elements(ElementType.INT64, Long.MAX_VALUE))
                .containsExactly(255, 255, 255, 255, 255, 255, 255, 127);
    }

    @Test
    void aLowerTriangleRepeatsOverLeadingDims() throws IOException {
        ModelBuilder builder = new ModelBuilder("mask", 8, 17);
        builder.weight(
                new WeightSpec(
                        "mask",
                        ElementType.BOOL,
                        List.of(2L, 2L, 2L),
                        new Fill.LowerTriangle(2),
                        WeightSpec.Role.CONSTANT));
        byte[] raw =
                written(builder.build(), 0).getGraph().getInitializer(0).getRawData().toByteArray();
        assertThat(raw).containsExactly(1, 0, 1, 1, 1, 0, 1, 1);
    }

    @Test
    void aFolderThatIsNotThereIsOneClearSentence() {
        Path path = folder.resolve("missing").resolve("model.onnx");
        assertThatThrownBy(() ->
                        OnnxWriter.write(
                                linear(ElementType.FLOAT32, new Fill.Constant(0)), path, 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + path + ": the folder does not exist");
    }

    @Test
    void leavesNothingButTheFinishedFile() throws IOException {
        written(linear(ElementType.FLOAT32, new Fill.Constant(0)), 0);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("model.onnx");
        }
    }

    @Test
    void refusesAValueMadeTwice() {
        ModelBuilder builder = new ModelBuilder("twice", 8, 17);
        builder.weight("w", new Fill.Constant(0), 1);
        assertThatThrownBy(() -> builder.weight("w", new Fill.Constant(0), 1))
                .hasMessageContaining("'w'")
                .hasMessageContaining("twice");
    }

    private int[] elements(ElementType type, double value) throws IOException {
        ModelBuilder builder = new ModelBuilder("scalar", 8, 17);
        builder.weight(
                new WeightSpec(
                        "w", type, List.of(), new Fill.Constant(value), WeightSpec.Role.CONSTANT));
        byte[] raw =
                written(builder.build(), 0).getGraph().getInitializer(0).getRawData().toByteArray();
        int[] unsigned = new int[raw.length];
        for (int i = 0; i < raw.length; i++) {
            unsigned[i] = raw[i] & 0xFF;
        }
        return unsigned;
    }

    private static ModelSpec linear(ElementType type, Fill fill) {
        ModelBuilder builder = new ModelBuilder("linear", 8, 17);
        Dim batch = Dim.symbol("N");
        builder.input("x", type, Shape.of(batch, Dim.of(300)));
        builder.weight("w", fill, 100, 300);
        builder.node("gemm", "Gemm", List.of("x", "w"), "y", "transB", 1);
        builder.output("y", type, Shape.of(batch, Dim.of(100)));
        return builder.build();
    }

    private ModelProto written(ModelSpec model, long seed) throws IOException {
        Path path = folder.resolve("model.onnx");
        OnnxWriter.write(model, path, seed);
        return ModelProto.parseFrom(Files.readAllBytes(path));
    }
}
