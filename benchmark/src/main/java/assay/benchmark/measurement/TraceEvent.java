package assay.benchmark.measurement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of ONNX Runtime's profile: times in microseconds.
record TraceEvent(
        @JsonProperty("cat") String category,
        @JsonProperty("name") String name,
        @JsonProperty("ts") long start,
        @JsonProperty("dur") long duration,
        @JsonProperty("args") @Nullable Arguments arguments) {

    /// What a node's event says of the node.
    record Arguments(
            @JsonProperty("op_name") @Nullable String operator,
            @JsonProperty("provider") @Nullable String provider,
            @JsonProperty("node_index") @Nullable String nodeIndex,
            @JsonProperty("input_type_shape") @Nullable List<Map<String, List<Long>>> inputs,
            @JsonProperty("output_type_shape") @Nullable List<Map<String, List<Long>>> outputs,
            @JsonProperty("mem_in_use_peak") @Nullable Long arenaPeak,
            @JsonProperty("mem_arena_held") @Nullable Long arenaHeld) {}
}
