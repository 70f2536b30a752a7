package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Two LSTM layers over a sequence of 256 features, 512 hidden units each, batch first as PyTorch's
/// `nn.LSTM(256, 512, num_layers=2, batch_first=True)`.
final class Lstm {

    private static final int FEATURES = 256;
    private static final int HIDDEN = 512;

    private final Network net = new Network("lstm");

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of("lstm", () -> new Lstm().graph());
    }

    private ModelSpec graph() {
        Dim sequence = Dim.symbol("sequence");
        String x =
                net.input("input", ElementType.FLOAT32, Network.BATCH, sequence, Dim.of(FEATURES));
        x = net.op("", "Transpose", List.of(x), "perm", new long[] {1, 0, 2});
        x = layer("0", x, FEATURES);
        x = layer("1", x, HIDDEN);
        x = net.last("output", "", "Transpose", List.of(x), "perm", new long[] {1, 0, 2});
        net.output(x, Network.BATCH, sequence, Dim.of(HIDDEN));
        return net.build();
    }

    /// From and to `[sequence, batch, width]`; the operator itself yields `[sequence, directions,
    /// batch, hidden]`.
    private String layer(String number, String x, int width) {
        Fill fill = new Fill.Uniform(-1 / Math.sqrt(HIDDEN), 1 / Math.sqrt(HIDDEN));
        String input = net.weight("weight_ih_l" + number, fill, 1, 4 * HIDDEN, width);
        String recurrent = net.weight("weight_hh_l" + number, fill, 1, 4 * HIDDEN, HIDDEN);
        String bias = net.weight("bias_l" + number, fill, 1, 8 * HIDDEN);
        List<String> states =
                net.ops("", "LSTM", List.of(x, input, recurrent, bias), 3, "hidden_size", HIDDEN);
        return net.op("", "Squeeze", List.of(states.getFirst(), net.integers("", 1)));
    }
}
