package assay.analyzer.estimate;

import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.tensor.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What a host-to-host span copies one way: a graph's inputs, or its outputs.
///
/// @param bytes of those whose size is known
/// @param unknown names of those whose size is not
public record Copied(double bytes, List<String> unknown) {

    /// Nothing, as where values stay on the device.
    public static final Copied NOTHING = of(0);

    public Copied {
        unknown = List.copyOf(unknown);
    }

    /// So many bytes, all of them known.
    public static Copied of(double bytes) {
        return new Copied(bytes, List.of());
    }

    /// The copies of which no time can be told.
    ///
    /// @param what an `input` or an `output`
    public List<ModelEstimate.Unknown> withoutTime(String what) {
        return unknown.stream()
                .map(name ->
                        new ModelEstimate.Unknown(
                                "the copy of " + what + " " + name, "its size is not known"))
                .toList();
    }

    static Copied of(TypedGraph graph, Bindings bindings, List<ValueInfo> values) {
        double bytes = 0;
        List<String> unknown = new ArrayList<>();
        for (ValueInfo value : values) {
            OptionalLong size = graph.type(value.name()).bytes().bind(bindings).number();
            if (size.isPresent()) {
                bytes += size.getAsLong();
            } else {
                unknown.add(value.name());
            }
        }
        return new Copied(bytes, unknown);
    }
}
