package assay.reports.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.zoo.Zoo;
import assay.reports.card.Diagram;
import assay.reports.card.Diagram.Group;
import assay.reports.card.Diagram.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDiagramTest {
    @TempDir Path folder;

    private Diagram diagram(String model) {
        Path file = folder.resolve(model + ".onnx");
        Zoo.write(model, file, 1);
        return of(Analysis.of(file, Assumptions.NONE));
    }

    static Diagram of(Analysis analysis) {
        return ModelDiagram.of(
                analysis.graph(),
                Structure.of(analysis.graph()),
                Collections.nCopies(analysis.graph().nodes().size(), ""),
                List.of());
    }

    private static List<String> folded(Group group) {
        return group.items().stream()
                .filter(Group.class::isInstance)
                .map(item -> ((Group) item).label())
                .toList();
    }

    @Test
    void bertIsTwelveEncoderLayers() {
        // BERT base has 12 layers (Devlin et al. 2018, section 3)
        assertThat(folded(diagram("bert_base").root())).containsExactly("12 × encoder layer");
    }

    @Test
    void resnet18RepeatsTheStageThatHalvesTheImageThreeTimes() {
        // stages 2 to 4 are alike but for their widths: a projecting and a plain block each
        assertThat(folded(diagram("resnet18").root())).contains("3 × 2 residual blocks");
    }

    /// Four levels down and four up (Ronneberger et al. 2015, figure 1). Three skips lead past what
    /// lies between; the fourth goes round the deepest level, which lies in the first box upwards.
    @Test
    void levelsOfAUNetStandSideBySideSoThatTheirSkipsAreSeen() {
        Diagram diagram = diagram("unet");
        assertThat(folded(diagram.root()))
                .containsExactly(
                        "2 ConvBNRelu (1)",
                        "2 ConvBNRelu (2)",
                        "2 ConvBNRelu (3)",
                        "2 ConvBNRelu (4)",
                        "up block 1",
                        "up block 2",
                        "up block 3",
                        "up block 4");
        assertThat(diagram.plans().get(diagram.root().plan()).edges())
                .filteredOn(edge -> edge.to() > edge.from() + 1)
                .extracting(edge -> edge.from() + " to " + edge.to())
                .containsExactlyInAnyOrder("0 to 7", "1 to 6", "2 to 5");
    }

    @Test
    void aChainOfDifferentOperatorsFoldsNothing() {
        assertThat(folded(diagram("alexnet").root())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert_tiny", "resnet18", "mobilenet_v2", "lstm", "unet", "swin_t"})
    void everyNodeIsInExactlyOneBoxOrInThatOfItsHost(String model) {
        Diagram diagram = diagram(model);
        List<Integer> leaves = diagram.root().leaves();
        assertThat(new TreeSet<>(leaves)).hasSameSizeAs(leaves);
        for (int i = 0; i < diagram.nodes().size(); i++) {
            int host = diagram.nodes().get(i).host();
            assertThat(leaves).contains(host);
            assertThat(leaves.contains(i)).isEqualTo(host == i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert_tiny", "mobilenet_v2", "densenet121", "swin_t"})
    void noBoxHoldsMoreThanCanBeSurveyed(String model) {
        assertThat(diagram(model).plans()).allMatch(plan -> plan.centres().size() <= 60);
    }

    @Test
    void unitsOfOneStructureShareAPlan() {
        Group layers =
                (Group)
                        diagram("bert_base").root().items().stream()
                                .filter(Group.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertThat(layers.items()).hasSize(12);
        assertThat(layers.items().stream().map(item -> ((Group) item).plan()).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert_tiny", "unet", "mobilenet_v2"})
    void boxesOfAPlanDoNotOverlapAndLieInside(String model) {
        for (Plan plan : diagram(model).plans()) {
            for (int i = 0; i < plan.centres().size(); i++) {
                var a = plan.centres().get(i);
                assertThat(a.x()).isBetween(78.0, plan.width() - 78);
                assertThat(a.y()).isBetween(20.0, plan.height() - 20);
                for (int j = 0; j < i; j++) {
                    var b = plan.centres().get(j);
                    assertThat(
                                    Math.abs(a.x() - b.x()) >= Diagram.WIDTH
                                            || Math.abs(a.y() - b.y()) >= Diagram.HEIGHT)
                            .isTrue();
                }
            }
        }
    }

    /// 5,000 nodes of which hardly two stretches are alike, each fourth with a connection that
    /// skips five: nothing to fold, so boxes are made for room.
    @Test
    void fiveThousandNodesThatDoNotRepeatAreStillBoxedForRoom() {
        ModelBuilder model = new ModelBuilder("long", 8, 17);
        List<String> operators =
                List.of("Relu", "Tanh", "Sigmoid", "Exp", "Neg", "Abs", "Softplus");
        Random random = new Random(7);
        List<String> values = new ArrayList<>();
        values.add(model.input("x", ElementType.FLOAT32, Shape.of(1, 8)));
        for (int i = 0; i < 5_000; i++) {
            boolean add = i > 5 && i % 4 == 0;
            String operator = operators.get(random.nextInt(operators.size()));
            values.add(
                    model.node(
                            "n" + i,
                            add ? "Add" : operator,
                            add
                                    ? List.of(values.getLast(), values.get(values.size() - 6))
                                    : List.of(values.getLast()),
                            "v" + i));
        }
        model.output(values.getLast(), ElementType.FLOAT32, Shape.of(1, 8));
        Path file = folder.resolve("long.onnx");
        OnnxWriter.write(model.build(), file, 1);
        Diagram diagram = of(Analysis.of(file, Assumptions.NONE));
        assertThat(diagram.root().leaves()).hasSize(5_000);
        assertThat(diagram.plans()).allMatch(plan -> plan.centres().size() <= 60);
        // 4,999 along the chain and one for each Add but the two that begin at the input
        assertThat(diagram.links()).hasSize(4_999 + 1_248);
    }
}
