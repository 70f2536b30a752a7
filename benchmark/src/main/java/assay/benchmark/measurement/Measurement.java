package assay.benchmark.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was measured of one model on one device with one set of options: the file
/// `measurement.json`.
///
/// @param schema [#SCHEMA]
/// @param device name of the device that ran it
/// @param provider `cpu` or `cuda:i`, what it really ran on
/// @param precision of the arithmetic, as asked for
/// @param span what a latency includes: [#HOST_TO_HOST]
/// @param options of the runtime that were set
/// @param batches in the order asked for
/// @param profiles the runtime's own, taken after the timed runs
/// @param warnings that concern the whole
/// @param kernels each kernel timed by itself, at batch sizes where that was asked for
public record Measurement(
        String schema,
        ModelIdentity model,
        Environment environment,
        String device,
        String provider,
        String precision,
        String span,
        SortedMap<String, String> options,
        Method method,
        List<BatchResult> batches,
        List<RuntimeProfile> profiles,
        List<Warning> warnings,
        List<KernelTimes> kernels) {

    public static final String SCHEMA = "assay/measurement/1";

    /// From input in host memory to output in host memory, all copies included.
    public static final String HOST_TO_HOST = "host-to-host";

    /// From input in the device's memory to output in the device's memory, through the runtime's C
    /// interface: no copies between host and device.
    public static final String DEVICE_RESIDENT = "device-resident";

    /// As [#DEVICE_RESIDENT], with the inputs in host memory: their copies to the device included.
    public static final String HOST_TO_DEVICE = "host-to-device";

    /// As [#DEVICE_RESIDENT], with the outputs in host memory: their copies to the host included.
    public static final String DEVICE_TO_HOST = "device-to-host";

    /// As [#DEVICE_RESIDENT], replayed from a CUDA graph.
    public static final String DEVICE_RESIDENT_GRAPH = "device-resident-graph";

    /// @throws IllegalArgumentException where a key is missing that every result has
    public Measurement {
        require("schema", schema);
        require("model", model);
        require("environment", environment);
        require("device", device);
        require("span", span);
        require("precision", precision);
        require("method", method);
        if (!require("provider", provider).matches("cpu|cuda:\\d{1,4}")) {
            throw new IllegalArgumentException("'provider' is neither cpu nor cuda:INDEX");
        }
        options = new TreeMap<>(require("options", options));
        batches = List.copyOf(require("batches", batches));
        profiles = List.copyOf(require("profiles", profiles));
        warnings = List.copyOf(require("warnings", warnings));
        kernels = kernels == null ? List.of() : List.copyOf(kernels);
    }

    private static <T> T require(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    /// The same with the kernels of one more batch size.
    public Measurement with(KernelTimes more) {
        return new Measurement(
                schema,
                model,
                environment,
                device,
                provider,
                precision,
                span,
                options,
                method,
                batches,
                profiles,
                warnings,
                Stream.concat(kernels.stream(), Stream.of(more)).toList());
    }

    /// Reads a measurement.
    ///
    /// @throws IOException if it cannot be read, is none, or has another schema
    public static Measurement read(Path file) throws IOException {
        Measurement measurement = Json.read(file, Measurement.class);
        if (!SCHEMA.equals(measurement.schema())) {
            throw new IOException(
                    file + " has schema " + measurement.schema() + ", expected " + SCHEMA);
        }
        return measurement;
    }

    /// Writes it whole, replacing what was there.
    public void write(Path file) throws IOException {
        Json.write(file, this);
    }
}
