package assay.analyzer.estimate.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Errors of one group of rows, ours beside the two yardsticks on the same rows.
///
/// @param first a row of the group
/// @param coverage share of rows whose measurement fell inside the 80 % interval
public record GroupErrors(
        String name, Judged first, Errors model, Errors flops, Errors roofline, double coverage) {
    /// Groups the rows that have a prediction.
    public static List<GroupErrors> by(List<Judged> rows, Function<Judged, String> name) {
        Map<String, List<Judged>> groups = new TreeMap<>();
        for (Judged row : rows) {
            if (row.predicted()) {
                groups.computeIfAbsent(name.apply(row), _ -> new ArrayList<>()).add(row);
            }
        }
        List<GroupErrors> errors = new ArrayList<>();
        groups.forEach((key, group) ->
                errors.add(
                        new GroupErrors(
                                key,
                                group.getFirst(),
                                Errors.of(group, Judged::predictedSeconds),
                                Errors.of(group, Judged::flopsSeconds),
                                Errors.of(group, Judged::rooflineSeconds),
                                group.stream().filter(Judged::covered).count()
                                        / (double) group.size())));
        return errors;
    }
}
