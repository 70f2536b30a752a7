package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.analysis.Totals;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.structure.KvCache;
import assay.analyzer.structure.Repetition;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ValueType;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parts of [CardJson] that follow from the model alone.
final class ModelParts {

    private ModelParts() {}

    static ModelJson model(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        var model = analysis.model();
        GraphCounts counts = GraphCounts.of(model);
        return new ModelJson(
                String.valueOf(model.path().getFileName()),
                model.fileBytes(),
                model.irVersion(),
                (model.producer() + " " + model.producerVersion()).strip(),
                new TreeMap<>(model.opsets()),
                sheet.isOfAggregates() ? List.of() : values(analysis, model.graph().inputs()),
                sheet.isOfAggregates() ? List.of() : values(analysis, model.graph().outputs()),
                analysis.graph().nodes().size(),
                counts.nodesWithSubgraphs(),
                model.graph().initializers().size(),
                counts.operators(),
                analysis.symbols().names(),
                analysis.sizes());
    }

    private static List<ModelJson.Value> values(Analysis analysis, List<ValueInfo> infos) {
        List<ModelJson.Value> values = new ArrayList<>();
        for (ValueInfo info : infos) {
            ValueType type = analysis.graph().type(info.name());
            values.add(
                    new ModelJson.Value(
                            info.name(), type.elementType().numpyName(), type.shape().toString()));
        }
        return values;
    }

    static ModelJson.Counts counts(Sheet sheet) {
        Analysis analysis = sheet.evidence.analysis();
        Parameters parameters = analysis.parameters();
        Bindings focus = analysis.at(sheet.focus.batch());
        SortedMap<String, Long> byType = new TreeMap<>();
        parameters
                .trainableByType()
                .forEach((type, elements) -> byType.put(type.numpyName(), elements));
        Analysis told = sheet.told(sheet.focus.batch());
        Totals totals = told.totals();
        long one = analysis.symbols().fixedBatch().orElse(1L);
        return new ModelJson.Counts(
                analysis.precision().label(),
                parameters.elements(),
                parameters.trainable(),
                parameters.buffers(),
                parameters.constants(),
                parameters.bytes(),
                parameters.bytesByOperator(),
                byType,
                number(totals.flops(), focus),
                number(totals.macs(), focus),
                number(totals.coreMacs(), focus),
                number(totals.bytesRead().plus(totals.bytesWritten()), focus),
                number(sheet.told(one).totals().flops(), analysis.at(one)),
                analysis.totals().flops().toString(),
                Totals.exactShare(told.costs(), focus),
                totals.unknown().size(),
                analysis.graph().conflicts().size(),
                flopsByOperator(told, focus));
    }

    private static Map<String, Long> flopsByOperator(Analysis analysis, Bindings bindings) {
        Map<String, Long> flops = new TreeMap<>();
        for (int i = 0; i < analysis.costs().size(); i++) {
            Long number = number(analysis.costs().get(i).flops(), bindings);
            if (number != null) {
                flops.merge(
                        analysis.graph().nodes().get(i).node().qualifiedOperator(),
                        number,
                        Long::sum);
            }
        }
        return flops;
    }

    static List<ModelJson.Memory> memory(Sheet sheet) {
        List<ModelJson.Memory> all = new ArrayList<>();
        for (Analysis analysis : MemorySection.precisions(sheet)) {
            long weights = analysis.parameters().bytes();
            for (Row row : sheet.rows) {
                Bindings at = analysis.at(row.batch());
                var memory = analysis.memoryAt(at);
                Long unfused = number(memory.unfused(), at);
                Long fused = number(memory.fused(), at);
                all.add(
                        new ModelJson.Memory(
                                analysis.precision().label(),
                                row.batch(),
                                weights,
                                unfused,
                                number(memory.unfusedWithInputs(), at),
                                fused,
                                number(memory.fusedWithInputs(), at),
                                unfused == null ? null : unfused + weights,
                                fused == null ? null : fused + weights));
            }
        }
        return all;
    }

    static ModelJson.Architecture architecture(Sheet sheet) {
        Structure structure = sheet.evidence.structure();
        var architecture = structure.architecture();
        KvCache cache = structure.kvCache();
        return new ModelJson.Architecture(
                architecture.type(),
                architecture.why(),
                architecture.family(),
                architecture.task(),
                architecture.classes(),
                structure.repetitions().stream().map(Repetition::text).toList(),
                structure.blocks().size(),
                structure.blockCounts(),
                cache == null
                        ? null
                        : new ModelJson.Cache(
                                cache.tensors().size(),
                                number(
                                        cache.bytesPerToken(),
                                        sheet.bindings(sheet.focus.batch()))));
    }

    static List<ModelJson.Finding> findings(Sheet sheet) {
        return sheet.evidence.findings().stream()
                .map(f ->
                        new ModelJson.Finding(
                                f.id(),
                                f.severity().name().toLowerCase(Locale.ROOT),
                                f.message(),
                                f.advice(),
                                sheet.isOfAggregates() ? List.of() : f.nodes()))
                .toList();
    }

    private static @Nullable Long number(Dim dim, Bindings bindings) {
        OptionalLong number = dim.bind(bindings).number();
        return number.isPresent() ? number.getAsLong() : null;
    }
}
