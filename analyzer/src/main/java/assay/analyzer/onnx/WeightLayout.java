package assay.analyzer.onnx;

import java.util.HashMap;
import java.util.Map;

/// Where the weights of a model lie in a file of their own: one after the other, each at a multiple
/// of 4 KiB, so that a runtime can map it. Weights below 1 KiB stay in the model: its shape
/// inference may need their values.
///
/// @param file name of the file beside the model
/// @param offsets first byte of each weight that it holds, by name
record WeightLayout(String file, Map<String, Long> offsets) {

    private static final long ALIGNMENT = 4096;
    private static final long SMALLEST = 1024;

    WeightLayout {
        offsets = Map.copyOf(offsets);
    }

    static WeightLayout of(ModelSpec model, String file) {
        Map<String, Long> offsets = new HashMap<>();
        long end = 0;
        for (WeightSpec weight : model.weights()) {
            if (weight.bytes() >= SMALLEST) {
                long offset = Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT;
                offsets.put(weight.name(), offset);
                end = offset + weight.bytes();
            }
        }
        return new WeightLayout(file, offsets);
    }

    boolean holds(WeightSpec weight) {
        return offsets.containsKey(weight.name());
    }

    /// First byte of a weight that the file holds.
    long offset(WeightSpec weight) {
        Long offset = offsets.get(weight.name());
        if (offset == null) {
            throw new IllegalArgumentException(weight.name() + " is not in " + file);
        }
        return offset;
    }
}
