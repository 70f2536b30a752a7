package assay.reports.section;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the file holds.
public record ModelJson(
        String file,
        long fileBytes,
        long irVersion,
        String producer,
        SortedMap<String, Long> opsets,
        List<Value> inputs,
        List<Value> outputs,
        int nodes,
        int nodesWithSubgraphs,
        int initializers,
        Map<String, Integer> operators,
        List<String> symbols,
        SortedMap<String, Long> sizes) {

    /// A named value of the graph.
    public record Value(String name, String type, String shape) {}

    /// What follows from the model file alone, at the batch in focus; the precision is the stored
    /// one.
    public record Counts(
            String precision,
            long parameters,
            long trainable,
            long buffers,
            long constants,
            long bytes,
            Map<String, Long> bytesByOperator,
            SortedMap<String, Long> trainableByType,
            @Nullable Long flops,
            @Nullable Long macs,
            @Nullable Long coreMacs,
            @Nullable Long bytesMoved,
            @Nullable Long flopsOfOneSample,
            String flopsExpression,
            double flopsExact,
            int nodesWithoutCount,
            int contradictions,
            Map<String, Long> flopsByOperator) {}

    /// Bytes in one precision at one batch size; `total` is with the weights.
    public record Memory(
            String precision,
            long batch,
            long weights,
            @Nullable Long unfused,
            @Nullable Long unfusedWithInputs,
            @Nullable Long fused,
            @Nullable Long fusedWithInputs,
            @Nullable Long totalUnfused,
            @Nullable Long totalFused) {}

    /// What the structure shows.
    public record Architecture(
            String type,
            String why,
            @Nullable String family,
            @Nullable String task,
            @Nullable Long classes,
            List<String> repetitions,
            int blocks,
            SortedMap<String, Integer> blockCounts,
            @Nullable Cache kvCache) {}

    /// A decoder's cache.
    public record Cache(int tensors, @Nullable Long bytesPerToken) {}

    /// A risk signal.
    public record Finding(
            String id, String severity, String message, String advice, List<String> nodes) {}
}
