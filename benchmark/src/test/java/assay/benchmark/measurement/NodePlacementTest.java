package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodePlacementTest {

    private static final String CUDA = "CUDAExecutionProvider";
    private static final String CPU = "CPUExecutionProvider";

    @Test
    void fallbacksAreNamedAndCopiesAreNoNodesOfTheModel() {
        NodePlacement placement =
                NodePlacement.of(
                        profile(
                                "Conv",
                                CUDA,
                                "Conv",
                                CUDA,
                                "MemcpyToHost",
                                CUDA,
                                "NonZero",
                                CPU,
                                "Unique",
                                CPU,
                                "NonZero",
                                CPU,
                                "MemcpyFromHost",
                                CUDA,
                                "Gemm",
                                CUDA),
                        "cuda:0");
        assertThat(placement.nodes()).isEqualTo(Map.of(CUDA, 3, CPU, 3));
        assertThat(placement.copies()).isEqualTo(Map.of("MemcpyToHost", 1, "MemcpyFromHost", 1));
        assertThat(placement.fallbacks()).isEqualTo(Map.of("NonZero", 2, "Unique", 1));
        assertThat(placement.sentence())
                .endsWith(
                        "; not where asked for: NonZero 2, Unique 1; copies inserted: MemcpyFromHost 1,"
                                + " MemcpyToHost 1");
    }

    @Test
    void whatRanWhereItWasToIsOneClause() {
        assertThat(NodePlacement.of(profile("Conv", CPU, "Relu", CPU), "cpu").sentence())
                .isEqualTo("2 nodes on CPUExecutionProvider; no copies inserted");
    }

    private static RuntimeProfile profile(String... operatorsAndProviders) {
        List<NodeTime> nodes = new ArrayList<>();
        for (int i = 0; i < operatorsAndProviders.length; i += 2) {
            nodes.add(
                    new NodeTime(
                            "n" + i,
                            operatorsAndProviders[i],
                            operatorsAndProviders[i + 1],
                            1e-6,
                            1,
                            List.of(),
                            List.of()));
        }
        return new RuntimeProfile(1, 1, 1e-3, 1e-3, nodes, List.of(), new TreeMap<>(), 0, 0, null);
    }
}
