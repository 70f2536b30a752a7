package assay.analyzer.onnx;

import java.util.List;
import java.util.SplittableRandom;

/// Yields the elements of a weight in order, chunk by chunk.
///
/// The generator of a random weight is seeded by the model's seed and the weight's name, so a
/// weight keeps its elements when others are added or moved.
final class FillSource {

    private final Fill fill;
    private final SplittableRandom random;
    private long position;

    FillSource(WeightSpec weight, long seed) {
        this.fill = weight.fill();
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash(weight.name()));
    }

    /// Fills the first `count` places of `chunk` with the next elements.
    void next(double[] chunk, int count) {
        switch (fill) {
            case Fill.Constant(double value) -> {
                for (int i = 0; i < count; i++) {
                    chunk[i] = value;
                }
            }
            case Fill.Uniform(double low, double high) -> {
                double step = (high - low) * 0x1.0p-53;
                for (int i = 0; i < count; i++) {
                    chunk[i] = low + (random.nextLong() >>> 11) * step;
                }
            }
            case Fill.Values(List<Double> values) -> {
                for (int i = 0; i < count; i++) {
                    chunk[i] = values.get((int) position + i);
                }
            }
            case Fill.Counting() -> {
                for (int i = 0; i < count; i++) {
                    chunk[i] = position + i;
                }
            }
            case Fill.LowerTriangle(int size) -> {
                for (int i = 0; i < count; i++) {
                    long row = (position + i) / size % size;
                    long column = (position + i) % size;
                    chunk[i] = column <= row ? 1 : 0;
                }
            }
        }
        position += count;
    }

    /// 64-bit FNV-1a over the UTF-16 units of a name.
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
