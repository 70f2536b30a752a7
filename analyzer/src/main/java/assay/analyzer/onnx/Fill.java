package assay.analyzer.onnx;

import java.util.List;

/// What the elements of a weight are, told without holding them.
public sealed interface Fill {

    /// Every element the same.
    record Constant(double value) implements Fill {}

    /// Evenly distributed between `low` and `high`, from a generator seeded by the model's seed and
    /// the weight's name.
    record Uniform(double low, double high) implements Fill {
        public Uniform {
            if (!(low <= high)) {
                throw new IllegalArgumentException("low " + low + " above high " + high);
            }
        }

        /// Mean 0 and that standard deviation (a uniform distribution over ±a has deviation a/√3).
        public static Uniform ofDeviation(double deviation) {
            double bound = deviation * Math.sqrt(3);
            return new Uniform(-bound, bound);
        }
    }

    /// The elements one by one, row-major.
    record Values(List<Double> values) implements Fill {
        public Values {
            values = List.copyOf(values);
        }
    }

    /// 0, 1, 2, ...
    record Counting() implements Fill {}

    /// A square matrix, repeated over leading dims: 1 on and below the diagonal, 0 above.
    record LowerTriangle(int size) implements Fill {}
}
