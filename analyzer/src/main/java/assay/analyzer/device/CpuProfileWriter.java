package assay.analyzer.device;

import assay.analyzer.file.FreshFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the profile that a calibration made, in the form that [ProfileReader] reads.
public final class CpuProfileWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CpuProfileWriter() {}

    /// Writes `cpu` to `file`, all or nothing, its folder made where it is not there.
    ///
    /// @throws IOException when the file cannot be written
    public static void write(CpuProfile cpu, Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", ProfileReader.SCHEMA)
                .put("kind", "cpu")
                .put("id", cpu.id())
                .put("name", cpu.name());
        texts(json, "aliases", cpu.aliases());
        json.put("vendor", cpu.vendor()).put("architecture", cpu.architecture());
        json.put("cores", cpu.cores()).put("threads", cpu.threads());
        number(json, "baseClockMHz", cpu.baseClock(), 1e-6);
        number(json, "boostClockMHz", cpu.boostClock(), 1e-6);
        number(json, "fp32FlopsPerCoreClock", cpu.flopsPerCoreClock(), 1);
        number(json, "bandwidthGBPerSecond", cpu.bandwidth(), 1e-9);
        if (!cpu.caches().isEmpty()) {
            ArrayNode caches = json.putArray("caches");
            cpu.caches()
                    .forEach(c ->
                            caches.addObject()
                                    .put("level", c.level())
                                    .put("MiB", c.bytes() / 1048576));
        }
        if (!cpu.rates().isEmpty()) {
            ArrayNode rates = json.putArray("measuredRates");
            cpu.rates()
                    .forEach(r ->
                            rates.addObject()
                                    .put("family", r.family().word())
                                    .put("threads", r.threads())
                                    .put("gigaflops", r.flops() / 1e9)
                                    .put("gigaflopsPerSecond", r.flopsPerSecond() / 1e9));
        }
        if (!cpu.streams().isEmpty()) {
            ArrayNode streams = json.putArray("measuredStreams");
            cpu.streams()
                    .forEach(s ->
                            streams.addObject()
                                    .put("threads", s.threads())
                                    .put("MiB", s.bytes() / 1048576)
                                    .put("GBPerSecond", s.bytesPerSecond() / 1e9));
        }
        number(json, "nodeMicroseconds", cpu.nodeSeconds(), 1e6);
        number(json, "runMicroseconds", cpu.runSeconds(), 1e6);
        if (!cpu.references().isEmpty()) {
            ArrayNode references = json.putArray("referenceTimes");
            cpu.references()
                    .forEach(r ->
                            references
                                    .addObject()
                                    .put("kernel", r.kernel().word())
                                    .put("threads", r.threads())
                                    .put("microseconds", r.seconds() * 1e6));
        }
        number(json, "spread", cpu.spread(), 1);
        ObjectNode sources = json.putObject("sources");
        cpu.provenance().sources().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(e -> sources.put(e.getKey(), e.getValue()));
        texts(json, "derived", cpu.provenance().derived());
        json.put("confidence", cpu.provenance().confidence().word());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FreshFile.write(file, out -> out.write(JSON.writeValueAsBytes(json)));
    }

    private static void number(ObjectNode json, String key, @Nullable Double value, double factor) {
        if (value != null) {
            json.put(key, value * factor);
        }
    }

    private static void texts(ObjectNode json, String key, List<String> texts) {
        ArrayNode array = json.putArray(key);
        texts.forEach(array::add);
    }
}
