package assay.analyzer.json;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Fusion;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.analysis.MacTypes;
import assay.analyzer.analysis.Memory;
import assay.analyzer.analysis.MemoryPasses;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.analysis.Precision;
import assay.analyzer.analysis.Totals;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.analysis.TypedNode;
import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.Subject;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Model;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An analysis as the JSON object `assay/analysis/1`: numbers where they are known, expressions in
/// the model's symbols (as text) where they are not bound, null where nothing is known.
public final class AnalysisJson {

    public static final String SCHEMA = "assay/analysis/1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnalysisJson() {}

    /// The object for `analysis`, its tensors and nodes at the first of `bindings`, its totals at
    /// each; where something stays open over symbols, told anew with those numbers.
    public static ObjectNode of(Analysis analysis, List<Bindings> bindings) {
        return of(analysis, bindings, List.of());
    }

    /// The same with findings that were made elsewhere, as by reading the weights.
    public static ObjectNode of(Analysis analysis, List<Bindings> bindings, List<Finding> more) {
        Bindings first = bindings.getFirst();
        Analysis told = analysis.toldAt(first);
        Subject subject = Subject.of(analysis, first);
        Structure structure = subject.structure();
        List<FusedGroup> groups =
                subject.links() == analysis.passes().links()
                        ? subject.groups()
                        : Fusion.of(analysis.graph(), FusionRules.cpu());
        ObjectNode root = JSON.objectNode();
        root.put("schema", SCHEMA);
        root.set("model", model(analysis));
        root.set("graph", graph(analysis));
        root.set("parameters", parameters(analysis.parameters()));
        root.put("precision", analysis.precision().label());
        ArrayNode symbols = root.putArray("symbols");
        analysis.symbols().names().forEach(symbols::add);
        Map<Precision, MemoryPasses> byPrecision = analysis.memoryByPrecision();
        root.set("totals", totals(analysis, byPrecision));
        ArrayNode bound = root.putArray("bindings");
        for (Bindings each : bindings) {
            Analysis there = each.equals(first) ? told : analysis.toldAt(each);
            bound.add(
                    binding(
                            there,
                            there.passes().links() == analysis.passes().links()
                                    ? byPrecision
                                    : there.memoryByPrecision(),
                            each));
        }
        root.set("memory", StructureJson.memory(told, first));
        root.set("coverage", coverage(told, first));
        ObjectNode tensors = root.putObject("tensors");
        told.graph().types().forEach((name, type) -> tensors.set(name, type(type.bind(first))));
        root.set(
                "nodes",
                nodes(
                        told,
                        first,
                        StructureJson.groups(analysis.graph().nodes().size(), groups, structure)));
        root.set("blocks", StructureJson.blocks(analysis.graph(), structure));
        root.set("architecture", StructureJson.architecture(structure));
        List<Finding> findings = new ArrayList<>(more);
        findings.addAll(Detectors.findings(subject));
        root.set("findings", StructureJson.findings(findings));
        return root;
    }

    private static ObjectNode model(Analysis analysis) {
        Model model = analysis.model();
        ObjectNode node = JSON.objectNode();
        node.put("name", name(model));
        node.put("path", model.path().toString());
        node.put("fileBytes", model.fileBytes());
        node.put("irVersion", model.irVersion());
        node.put("producer", (model.producer() + " " + model.producerVersion()).strip());
        ObjectNode opsets = node.putObject("opsets");
        new TreeMap<>(model.opsets()).forEach(opsets::put);
        ArrayNode inputs = node.putArray("inputs");
        for (ValueInfo input : model.graph().inputs()) {
            inputs.add(value(input.name(), analysis.graph().type(input.name())));
        }
        ArrayNode outputs = node.putArray("outputs");
        for (ValueInfo output : model.graph().outputs()) {
            outputs.add(value(output.name(), analysis.graph().type(output.name())));
        }
        return node;
    }

    /// The file's name without folder and ending: how a model is called in every output.
    public static String name(Model model) {
        return name(model.path());
    }

    /// As [#name(Model)], before the file is read.
    public static String name(Path path) {
        String file = String.valueOf(path.getFileName());
        return file.endsWith(".onnx") ? file.substring(0, file.length() - 5) : file;
    }

    private static ObjectNode value(String name, ValueType type) {
        ObjectNode node = JSON.objectNode();
        node.put("name", name);
        node.setAll(type(type));
        return node;
    }

    private static ObjectNode graph(Analysis analysis) {
        ObjectNode node = JSON.objectNode();
        GraphCounts counts = GraphCounts.of(analysis.model());
        node.put("nodes", analysis.graph().nodes().size());
        node.put("nodesWithSubgraphs", counts.nodesWithSubgraphs());
        node.put("initializers", analysis.model().graph().initializers().size());
        ObjectNode operators = node.putObject("operators");
        counts.operators().forEach(operators::put);
        return node;
    }

    private static ObjectNode parameters(Parameters parameters) {
        ObjectNode node = JSON.objectNode();
        node.put("elements", parameters.elements());
        node.put("trainable", parameters.trainable());
        node.put("buffers", parameters.buffers());
        node.put("constants", parameters.constants());
        node.put("bytes", parameters.bytes());
        ObjectNode byOperator = node.putObject("bytesByOperator");
        parameters.bytesByOperator().forEach(byOperator::put);
        ObjectNode byType = node.putObject("trainableByType");
        parameters
                .trainableByType()
                .forEach((type, elements) -> byType.put(type.numpyName(), elements));
        return node;
    }

    private static ObjectNode totals(Analysis analysis, Map<Precision, MemoryPasses> byPrecision) {
        Totals totals = analysis.totals();
        ObjectNode node = JSON.objectNode();
        node.set("flops", expression(totals.flops()));
        node.set("macs", expression(totals.macs()));
        node.set("coreMacs", expression(totals.coreMacs()));
        ObjectNode byType = node.putObject("macsByType");
        MacTypes.of(analysis.graph(), analysis.costs())
                .forEach((type, macs) -> byType.set(type.numpyName(), expression(macs)));
        node.set("bytesRead", expression(totals.bytesRead()));
        node.set("bytesWritten", expression(totals.bytesWritten()));
        node.set("peakActivationBytes", expression(analysis.memory().unfused()));
        node.set("peakActivationBytesFused", expression(analysis.memory().fused()));
        node.set("peakActivationBytesInPlace", expression(analysis.memory().fusedInPlace()));
        node.set("peaksByPrecision", peaks(byPrecision, MemoryPasses::peaks));
        node.put("nodesLeftOut", totals.unknown().size());
        return node;
    }

    private static ObjectNode binding(
            Analysis analysis, Map<Precision, MemoryPasses> byPrecision, Bindings bindings) {
        Totals totals = analysis.totals();
        ObjectNode node = JSON.objectNode();
        ObjectNode symbols = node.putObject("symbols");
        new TreeMap<>(bindings.values()).forEach(symbols::put);
        node.set("flops", expression(totals.flops().bind(bindings)));
        node.set("macs", expression(totals.macs().bind(bindings)));
        node.set("coreMacs", expression(totals.coreMacs().bind(bindings)));
        node.set("bytesRead", expression(totals.bytesRead().bind(bindings)));
        node.set("bytesWritten", expression(totals.bytesWritten().bind(bindings)));
        Memory memory = analysis.memoryAt(bindings);
        node.set("peakActivationBytes", expression(memory.unfused()));
        node.set("peakActivationBytesFused", expression(memory.fused()));
        node.set("peakActivationBytesInPlace", expression(memory.fusedInPlace()));
        node.set("peaksByPrecision", peaks(byPrecision, each -> each.peaksAt(bindings)));
        node.put("nodesLeftOut", totals.unknown().size());
        return node;
    }

    private static ObjectNode peaks(
            Map<Precision, MemoryPasses> byPrecision, Function<MemoryPasses, Memory> peaks) {
        ObjectNode node = JSON.objectNode();
        byPrecision.forEach((precision, passes) -> {
            Memory memory = peaks.apply(passes);
            ObjectNode entry = node.putObject(precision.label());
            entry.set("unfused", expression(memory.unfused()));
            entry.set("fused", expression(memory.fused()));
            entry.set("inPlace", expression(memory.fusedInPlace()));
        });
        return node;
    }

    private static ObjectNode coverage(Analysis analysis, Bindings bindings) {
        ObjectNode node = JSON.objectNode();
        node.put("flopsExact", Totals.exactShare(analysis.costs(), bindings));
        ArrayNode unknown = node.putArray("unknown");
        for (Totals.UnknownNode each : analysis.totals().unknown()) {
            ObjectNode entry = unknown.addObject();
            entry.put("node", each.node());
            entry.put("operator", each.operator());
            entry.put("why", each.why());
        }
        ArrayNode conflicts = node.putArray("conflicts");
        for (TypedGraph.Conflict conflict : analysis.graph().conflicts()) {
            ObjectNode entry = conflicts.addObject();
            entry.put("node", conflict.node());
            entry.put("what", conflict.what());
        }
        return node;
    }

    private static ArrayNode nodes(
            Analysis analysis, Bindings bindings, @Nullable String[] groups) {
        ArrayNode nodes = JSON.arrayNode();
        Map<String, Long> parameters = new HashMap<>();
        for (Parameters.Stored stored : analysis.parameters().tensors()) {
            if (stored.role() == Parameters.Role.LEARNED) {
                parameters.merge(stored.node(), stored.elements(), Long::sum);
            }
        }
        for (int i = 0; i < analysis.graph().nodes().size(); i++) {
            TypedNode typed = analysis.graph().nodes().get(i);
            Cost cost = analysis.costs().get(i).bind(bindings);
            ObjectNode node = nodes.addObject();
            node.put("name", typed.node().name());
            node.put("operator", typed.node().operator());
            node.put("domain", typed.node().domain());
            node.put("group", groups[i]);
            node.put("settled", typed.settled());
            node.set("macs", expression(cost.macs()));
            node.set("flops", expression(cost.flops()));
            node.set("bytesRead", expression(cost.bytesRead()));
            node.set("bytesWritten", expression(cost.bytesWritten()));
            node.put("parameters", parameters.getOrDefault(typed.node().name(), 0L));
            if (cost.confidence() != Confidence.EXACT) {
                node.put("confidence", cost.confidence().name());
                node.put("why", cost.why());
            }
        }
        return nodes;
    }

    /// Type and shape of a value: unknown rank is null, an unknown dim is null, a symbolic dim is
    /// its expression.
    static ObjectNode type(ValueType type) {
        ObjectNode node = JSON.objectNode();
        node.put("type", type.label());
        node.set("shape", shape(type.shape()));
        return node;
    }

    private static JsonNode shape(Shape shape) {
        return switch (shape) {
            case Shape.Unranked _ -> JSON.nullNode();
            case Shape.Ranked(List<Dim> dims) -> {
                ArrayNode array = JSON.arrayNode();
                dims.forEach(dim -> array.add(expression(dim)));
                yield array;
            }
        };
    }

    static JsonNode expression(Dim dim) {
        return switch (dim) {
            case Dim.Known(long value) -> JSON.numberNode(value);
            case Dim.Unknown _ -> JSON.nullNode();
            default -> JSON.stringNode(dim.toString());
        };
    }
}
