package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Shape;
import java.util.List;

/// What joins a matrix product: a stored bias makes one of matrices `Gemm`, transposes of its last
/// two axes and a scale make it `FusedMatMul`, an activation makes a Gemm `FusedGemm`.
final class GemmFusion {

    private final Links links;
    private final Grouping groups;
    private final FusionRules rules;

    GemmFusion(Links links, Grouping groups, FusionRules rules) {
        this.links = links;
        this.groups = groups;
        this.rules = rules;
    }

    void apply(int product) {
        int last = product;
        boolean gemm = links.is(product, "Gemm");
        if (links.is(product, "MatMul")) {
            int bias = links.next(product);
            if (groups.isFree(bias) && isBias(bias, product)) {
                groups.join(product, List.of(bias), "Gemm");
                last = bias;
                gemm = true;
            } else {
                transposes(product);
                scale(product);
            }
        }
        int activation = links.next(last);
        if (gemm && groups.isFree(activation) && links.is(activation, rules.gemmActivations())) {
            groups.join(product, List.of(activation), "FusedGemm");
        }
    }

    private boolean isBias(int node, int product) {
        if (!links.is(node, "Add")) {
            return false;
        }
        String bias = links.other(node, links.output(product));
        String weight = links.input(product, 1);
        Shape shape = links.type(bias).shape();
        return !bias.isEmpty()
                && links.isStored(bias)
                && links.isStored(weight)
                && links.rank(weight) == 2
                && links.rank(links.input(product, 0)) == 2
                && shape.rank() == 1
                && shape.dim(0).equals(links.type(weight).shape().dim(1));
    }

    private void transposes(int product) {
        for (int i = 0; i < 2; i++) {
            int before = links.producer(product, i);
            if (groups.isFree(before)
                    && links.next(before) == product
                    && links.is(before, "Transpose")
                    && swapsLastTwo(before)) {
                groups.join(product, List.of(before), "FusedMatMul");
            }
        }
    }

    private boolean swapsLastTwo(int node) {
        if (!(links.node(node).node().attributes().get("perm")
                instanceof Attribute.Ints(List<Long> order))) {
            return links.rank(links.input(node, 0)) == 2;
        }
        int rank = order.size();
        for (int i = 0; i < rank - 2; i++) {
            if (order.get(i) != i) {
                return false;
            }
        }
        return rank >= 2 && order.get(rank - 1) == rank - 2 && order.get(rank - 2) == rank - 1;
    }

    private void scale(int product) {
        int after = links.next(product);
        if (groups.isFree(after) && isScale(after, links.output(product))) {
            groups.join(product, List.of(after), "FusedMatMul");
        }
        for (int i = 0; i < 2; i++) {
            int before = links.producer(product, i);
            if (groups.isFree(before)
                    && links.next(before) == product
                    && links.flowing(before).size() == 1
                    && isScale(before, links.flowing(before).getFirst())) {
                groups.join(product, List.of(before), "FusedMatMul");
            }
        }
    }

    private boolean isScale(int node, String scaled) {
        boolean multiplies = links.is(node, "Mul");
        return (multiplies || (links.is(node, "Div") && links.input(node, 0).equals(scaled)))
                && links.scalar(links.other(node, scaled)).isPresent()
                && links.type(scaled).elementType().isFloat();
    }
}
