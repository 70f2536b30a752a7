package assay.analyzer.graph;

import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Value of a node's attribute.
public sealed interface Attribute {

    record Int(long value) implements Attribute {}

    record Real(double value) implements Attribute {}

    record Text(String value) implements Attribute {}

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }
    }

    record Reals(List<Double> values) implements Attribute {
        public Reals {
            values = List.copyOf(values);
        }
    }

    record Texts(List<String> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// A tensor, like an initializer without a name.
    record Tensor(Initializer value) implements Attribute {}

    record Tensors(List<Initializer> values) implements Attribute {
        public Tensors {
            values = List.copyOf(values);
        }
    }

    /// A body: a branch of If, the inside of Loop or Scan.
    record Subgraph(Graph value) implements Attribute {}

    record Subgraphs(List<Graph> values) implements Attribute {
        public Subgraphs {
            values = List.copyOf(values);
        }
    }

    /// A sparse tensor: its stored values and the dense shape.
    record Sparse(Initializer values, List<Long> denseShape) implements Attribute {
        public Sparse {
            denseShape = List.copyOf(denseShape);
        }
    }

    record Type(ValueType value) implements Attribute {}

    /// Inside a function: stands for the attribute of that name on the calling node.
    record Reference(String name) implements Attribute {}
}
