package assay.benchmark.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import assay.analyzer.onnx.ExposedValues;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run that shows the intermediate values of a model: each becomes a graph output, nothing is
/// optimised away.
final class ExposedRun {

    private ExposedRun() {}

    /// Runs `model` once on the CPU and returns the type of each of its outputs and of `values`,
    /// intermediate values of its main graph. A changed copy of the model is written to `folder`
    /// and deleted.
    ///
    /// @throws BenchmarkException if the copy cannot be written or the run fails
    static Map<String, ValueType> types(
            Path model, Collection<String> values, List<InputSpec> inputs, long seed, Path folder) {
        try {
            Path exposed = Files.createTempFile(folder, "exposed-", ".onnx");
            try {
                ExposedValues.write(model, values, exposed);
                return run(exposed, inputs, seed);
            } finally {
                Files.deleteIfExists(exposed);
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    Kind.FAILED, "cannot write a copy of " + model + ": " + e, e);
        } catch (OrtException e) {
            throw OrtFailure.of("cannot run " + model + " with its values exposed", e);
        }
    }

    private static Map<String, ValueType> run(Path model, List<InputSpec> specs, long seed)
            throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try (Arena arena = Arena.ofConfined();
                SessionOptions options =
                        SessionSetup.of(
                                new Provider.Cpu(),
                                RuntimeOptions.of(Map.of("optimization", "none")));
                OrtSession session =
                        OrtLibrary.environment().createSession(model.toString(), options)) {
            for (int i = 0; i < specs.size(); i++) {
                inputs.put(specs.get(i).name(), Tensors.create(specs.get(i), seed + i, arena));
            }
            Map<String, ValueType> types = new HashMap<>();
            try (OrtSession.Result result = session.run(inputs)) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    types.put(output.getKey(), type(output.getValue()));
                }
            } finally {
                OnnxValue.close(inputs);
            }
            return types;
        }
    }

    private static ValueType type(OnnxValue value) throws OrtException {
        return switch (value.getInfo()) {
            case TensorInfo tensor -> type(tensor);
            case SequenceInfo sequence ->
                    sequence.sequenceOfMaps
                            ? ValueType.unknown("a sequence of maps")
                            : new ValueType.SequenceType(
                                    ValueType.tensor(
                                            elementType(sequence.sequenceType.name()),
                                            Shape.unranked("members differ")));
            default -> ValueType.unknown("a map or a sparse tensor");
        };
    }

    private static ValueType type(TensorInfo tensor) {
        String name = tensor.onnxType.name();
        return ValueType.tensor(
                elementType(name.substring("ONNX_TENSOR_ELEMENT_DATA_TYPE_".length())),
                Shape.of(tensor.getShape()));
    }

    private static ElementType elementType(String name) {
        return switch (name) {
            case "FLOAT" -> ElementType.FLOAT32;
            case "DOUBLE" -> ElementType.FLOAT64;
            default -> {
                for (ElementType type : ElementType.values()) {
                    if (type.name().equals(name)) {
                        yield type;
                    }
                }
                yield ElementType.UNDEFINED;
            }
        };
    }
}
