package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Subject;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.proto.AttributeProto;
import assay.analyzer.onnx.proto.FunctionProto;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Files that are made to harm: each is either refused in one sentence or analysed as far as it
/// goes.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileFilesTest {

    private static NodeProto.Builder node(String operator, String input, String output) {
        return NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output);
    }

    private static GraphProto.Builder graph(NodeProto.Builder... nodes) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
        graph.addInput(ValueInfoProto.newBuilder().setName("x"));
        graph.addOutput(ValueInfoProto.newBuilder().setName("y"));
        for (NodeProto.Builder node : nodes) {
            graph.addNode(node);
        }
        return graph;
    }

    private static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    private static Analysis analyse(byte[] bytes) {
        Analysis analysis =
                Analysis.of(
                        OnnxReader.read(Path.of("hostile.onnx"), ByteWindow.over(bytes)),
                        Assumptions.NONE);
        Detectors.findings(Subject.of(analysis, analysis.at(1)));
        AnalysisJson.of(analysis, List.of(analysis.at(1)));
        return analysis;
    }

    private static Analysis analyse(ModelProto.Builder model) {
        return analyse(model.build().toByteArray());
    }

    private static void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> analyse(bytes))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("hostile.onnx")
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }

    private static List<String> conflicts(Analysis analysis) {
        return analysis.graph().conflicts().stream().map(c -> c.what()).toList();
    }

    @Test
    void whatIsNoModelIsRefusedInOneSentence() {
        assertRefused("hello, world".getBytes(StandardCharsets.UTF_8), "not an ONNX file");
        assertRefused(new byte[] {(byte) 0xFF, 0}, "not an ONNX file");
        byte[] whole = model(graph(node("Relu", "x", "y"))).build().toByteArray();
        assertRefused(java.util.Arrays.copyOf(whole, whole.length - 7), "truncated");
        assertRefused(model(graph()).build().toByteArray(), "no nodes");
        assertRefused(
                ModelProto.newBuilder().setIrVersion(8).build().toByteArray(), "holds no graph");
    }

    @Test
    void anUnknownOperatorLeavesTheRestKnown() {
        Analysis analysis =
                analyse(
                        model(
                                graph(
                                        node("Relu", "x", "a"),
                                        node("Mystery", "a", "b"),
                                        node("Relu", "b", "y"))));
        assertThat(analysis.totals().unknown())
                .anyMatch(unknown -> unknown.why().equals("the operator Mystery is not known"));
        assertThat(analysis.graph().nodes()).hasSize(3);
    }

    @Test
    void cyclesSelfReferencesAndDoubleNamesAreSaid() {
        Analysis analysis =
                analyse(
                        model(
                                graph(
                                        node("Relu", "b", "a").setName("same"),
                                        node("Relu", "a", "b").setName("same"),
                                        node("Relu", "y", "y"),
                                        node("Relu", "x", "a"))));
        assertThat(conflicts(analysis))
                .anyMatch(what -> what.contains("'a' is made by no node before this one"))
                .anyMatch(what -> what.contains("'y' is made by no node before this one"));
    }

    @Test
    void functionsThatCallEachOtherEnd() {
        ModelProto.Builder model = model(graph(node("F0", "x", "y").setDomain("d")));
        for (int i = 0; i < 2; i++) {
            model.addFunctions(
                    FunctionProto.newBuilder()
                            .setDomain("d")
                            .setName("F" + i)
                            .addInput("a")
                            .addOutput("c")
                            .addNode(node("F" + (1 - i), "a", "b").setDomain("d"))
                            .addNode(node("F" + (1 - i), "b", "c").setDomain("d")));
        }
        Analysis analysis = analyse(model);
        assertThat(analysis.graph().type("y").toString()).contains("unfold beyond");
    }

    @Test
    void aBombOfFunctionsStaysBounded() {
        // 40 levels that call the next one twice: 2^40 nodes if they were unfolded
        ModelProto.Builder model = model(graph(node("F0", "x", "y").setDomain("d")));
        for (int i = 0; i < 40; i++) {
            String next = i == 39 ? "Relu" : "F" + (i + 1);
            String domain = i == 39 ? "" : "d";
            model.addFunctions(
                    FunctionProto.newBuilder()
                            .setDomain("d")
                            .setName("F" + i)
                            .addInput("a")
                            .addOutput("c")
                            .addNode(node(next, "a", "b").setDomain(domain))
                            .addNode(node(next, "b", "c").setDomain(domain)));
        }
        assertThat(analyse(model).totals().unknown()).isNotEmpty();
    }

    @Test
    void bodiesInsideBodiesEnd() {
        GraphProto.Builder inner = graph(node("Relu", "x", "y"));
        for (int i = 0; i < 12; i++) {
            AttributeProto.Builder then =
                    AttributeProto.newBuilder()
                            .setName("then_branch")
                            .setType(AttributeProto.AttributeType.GRAPH)
                            .setG(inner.clearInput());
            AttributeProto.Builder otherwise = then.clone().setName("else_branch");
            inner = graph(node("If", "x", "y").addAttribute(then).addAttribute(otherwise));
        }
        assertThat(analyse(model(inner)).graph().nodes()).hasSize(1);
    }

    @Test
    void messagesNestedTooDeepAreRefused() {
        GraphProto inner = graph(node("Relu", "x", "y")).build();
        for (int i = 0; i < 40; i++) {
            inner =
                    graph(
                                    node("If", "x", "y")
                                            .addAttribute(
                                                    AttributeProto.newBuilder()
                                                            .setName("then_branch")
                                                            .setG(inner)))
                            .build();
        }
        assertRefused(model(inner.toBuilder()).build().toByteArray(), "nested deeper than");
    }

    @Test
    void tensorsThatLieAboutTheirSizeDoNoHarm() {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .setRawData(ByteString.copyFrom(new byte[7]));
        for (long dim : new long[] {2, 0}) {
            TensorProto.Builder lying = tensor.clone().addDims(dim).addDims(dim);
            Analysis analysis =
                    analyse(
                            model(
                                    graph(node("Add", "x", "y").addInput("w"))
                                            .addInitializer(lying)));
            assertThat(analysis.graph().values()).doesNotContainKey("w");
        }
        assertRefused(
                model(graph(node("Add", "x", "y")).addInitializer(tensor.clone().addDims(-3)))
                        .build()
                        .toByteArray(),
                "negative dimension -3");
        assertRefused(
                model(graph(node("Add", "x", "y")).addInitializer(tensor.clone().addDims(1L << 62)))
                        .build()
                        .toByteArray(),
                "'w' of [4611686018427387904]");
    }

    @Test
    void storedTensorsBeyondCountingAreRefusedTogether() {
        // Four of 2^57 elements are 2^59, three are not; an empty one counts for nothing.
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setDataType(1)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        GraphProto.Builder graph = graph(node("Relu", "x", "y"));
        graph.addInitializer(
                tensor.clone().setName("none").addDims(1L << 62).addDims(1L << 62).addDims(0));
        for (int i = 0; i < 3; i++) {
            graph.addInitializer(
                    tensor.clone().setName("w" + i).addDims(1L << 30).addDims(1L << 27));
        }
        assertThat(analyse(model(graph)).parameters().elements()).isEqualTo(3L << 57);
        graph.addInitializer(tensor.clone().setName("w3").addDims(1L << 57));
        assertRefused(
                model(graph).build().toByteArray(),
                "'w3' of [144115188075855872] the model would hold 2^59 elements");
    }

    @Test
    void aListOfAMillionNumbersIsRead() {
        AttributeProto.Builder axes =
                AttributeProto.newBuilder()
                        .setName("perm")
                        .setType(AttributeProto.AttributeType.INTS);
        for (int i = 0; i < 1_000_000; i++) {
            axes.addInts(-i);
        }
        Analysis analysis = analyse(model(graph(node("Transpose", "x", "y").addAttribute(axes))));
        assertThat(analysis.graph().nodes()).hasSize(1);
    }

    @Test
    void textThatIsNoTextIsRead() {
        // an operator name of the bytes FF FE, which no UTF-8 has
        byte[] bytes = model(graph(node("Relu", "x", "y"))).build().toByteArray();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Relu");
        bytes[at] = (byte) 0xFF;
        bytes[at + 1] = (byte) 0xFE;
        assertThat(analyse(bytes).totals().unknown()).hasSize(1);
    }
}
