package assay.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.onnx.ValueSpec;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.zoo.Zoo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every architecture of the zoo is a model that ONNX Runtime loads and runs.
///
/// The build tries the small ones; `-Dassay.zoo=all` tries all, `-Dassay.zoo=vgg16,swin_t` those
/// named.
class ZooRunsTest {

    private static final List<String> SMALL =
            List.of(
                    "resnet18",
                    "mobilenet_v2",
                    "mobilenet_v3_small",
                    "squeezenet1_1",
                    "mnasnet0_5",
                    "shufflenet_v2_x0_5",
                    "efficientnet_b0",
                    "regnet_y_400mf",
                    "densenet121",
                    "deit_tiny",
                    "bert_tiny",
                    "lstm");

    @TempDir Path folder;

    static List<String> models() {
        String named = System.getProperty("assay.zoo", "");
        if (named.isEmpty()) {
            return SMALL;
        }
        return named.equals("all") ? Zoo.names() : List.of(named.split(","));
    }

    @ParameterizedTest
    @MethodSource("models")
    void runsAtTwoBatchSizesWithFiniteOutputs(String name) throws OrtException {
        ModelSpec model = Zoo.spec(name);
        Path path = folder.resolve(name + ".onnx");
        OnnxWriter.write(model, path, 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            try (OrtSession session = environment.createSession(path.toString(), options)) {
                run(environment, session, model, 1);
                run(environment, session, model, 2);
            }
        }
    }

    private static void run(
            OrtEnvironment environment, OrtSession session, ModelSpec model, long batch)
            throws OrtException {
        Bindings bindings = bindings(model, batch);
        Map<String, OnnxTensorLike> inputs = new HashMap<>();
        try {
            for (ValueSpec input : model.inputs()) {
                inputs.put(input.name(), tensor(environment, input, bindings));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                for (ValueSpec output : model.outputs()) {
                    OnnxTensor tensor = (OnnxTensor) result.get(output.name()).orElseThrow();
                    assertThat(tensor.getInfo().getShape())
                            .as("shape of " + output.name())
                            .isEqualTo(dims(output, bindings));
                    assertFinite(output.name(), tensor.getFloatBuffer());
                }
            }
        } finally {
            inputs.values().forEach(OnnxTensorLike::close);
        }
    }

    /// The first dim of the first input is the batch, other symbols take 12.
    private static Bindings bindings(ModelSpec model, long batch) {
        Map<String, Long> symbols = new HashMap<>();
        for (ValueSpec input : model.inputs()) {
            for (Dim dim : input.shape().dims()) {
                if (dim instanceof Dim.Symbol(String symbol)) {
                    symbols.putIfAbsent(symbol, symbols.isEmpty() ? batch : 12L);
                }
            }
        }
        return new Bindings(symbols);
    }

    private static long[] dims(ValueSpec value, Bindings bindings) {
        return value.shape().bind(bindings).dims().stream()
                .mapToLong(dim -> ((Dim.Known) dim).value())
                .toArray();
    }

    private static OnnxTensor tensor(OrtEnvironment environment, ValueSpec input, Bindings bindings)
            throws OrtException {
        long[] shape = dims(input, bindings);
        int size = 1;
        for (long dim : shape) {
            size = Math.multiplyExact(size, Math.toIntExact(dim));
        }
        Random random = new Random(42);
        if (input.type() == ElementType.INT64) {
            boolean flags = !input.name().equals("input_ids");
            LongBuffer buffer = LongBuffer.allocate(size);
            for (int i = 0; i < size; i++) {
                buffer.put(i, flags ? 1 : random.nextInt(1000));
            }
            return OnnxTensor.createTensor(environment, buffer, shape);
        }
        FloatBuffer buffer = FloatBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (float) random.nextGaussian());
        }
        return OnnxTensor.createTensor(environment, buffer, shape);
    }

    /// Finite, and alive: weights that blow up or die out along the depth would show here.
    private static void assertFinite(String name, FloatBuffer values) {
        double squares = 0;
        for (int i = 0; i < values.limit(); i++) {
            float value = values.get(i);
            assertThat(Float.isFinite(value)).as("%s[%d] = %s", name, i, value).isTrue();
            squares += (double) value * value;
        }
        assertThat(Math.sqrt(squares / values.limit()))
                .as("root mean square of " + name)
                .isBetween(1e-3, 1e3);
    }
}
