package assay.benchmark.measurement;

import assay.benchmark.stats.Percentiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Reads the profile that ONNX Runtime writes: node events between the runs that contain them.
public final class ProfileReader {

    private static final String NODE_SUFFIX = "_kernel_time";

    private ProfileReader() {}

    /// The profile in `file`, without its first `warmups` runs: medians over the others.
    ///
    /// @throws IllegalArgumentException if it holds no run after those
    public static RuntimeProfile read(Path file, long batch, int warmups) {
        return read(file, batch, warmups, Percentiles::median);
    }

    /// As [#read], of each node the fastest of the runs that it took part in: to be set beside
    /// times that are the fastest too.
    public static RuntimeProfile readFastest(Path file, long batch, int warmups) {
        return read(
                file,
                batch,
                warmups,
                micros -> Arrays.stream(micros).filter(one -> one > 0).min().orElse(0));
    }

    private static RuntimeProfile read(
            Path file, long batch, int warmups, ToDoubleFunction<long[]> middle) {
        List<TraceEvent> events = Json.readList(file, TraceEvent.class);
        List<TraceEvent> runs =
                events.stream()
                        .filter(e -> e.name().equals("model_run"))
                        .sorted(Comparator.comparingLong(TraceEvent::start))
                        .skip(warmups)
                        .toList();
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "the profile " + file + " holds no run after " + warmups + " warm-up runs");
        }
        Map<String, Seen> nodes = new LinkedHashMap<>();
        for (TraceEvent event : events) {
            int run = event.category().equals("Node") ? runOf(event, runs) : -1;
            if (run >= 0 && event.name().endsWith(NODE_SUFFIX) && event.arguments() != null) {
                nodes.computeIfAbsent(
                                event.arguments().nodeIndex() + event.name(),
                                _ -> new Seen(event, runs.size()))
                        .add(event, run);
            }
        }
        return profile(batch, runs, nodes.values().stream().toList(), middle);
    }

    private static RuntimeProfile profile(
            long batch, List<TraceEvent> runs, List<Seen> seen, ToDoubleFunction<long[]> middle) {
        List<NodeTime> nodes = seen.stream().map(node -> node.time(middle)).toList();
        double total = nodes.stream().mapToDouble(NodeTime::seconds).sum();
        TreeMap<String, Integer> placement = new TreeMap<>();
        nodes.forEach(node -> placement.merge(node.provider(), 1, Integer::sum));
        long[] durations = runs.stream().mapToLong(TraceEvent::duration).toArray();
        return new RuntimeProfile(
                batch,
                runs.size(),
                middle.applyAsDouble(durations) * 1e-6,
                total,
                nodes,
                operators(nodes, total),
                placement,
                seen.stream().mapToLong(s -> s.arenaPeak).max().orElse(0),
                seen.stream().mapToLong(s -> s.arenaHeld).max().orElse(0),
                null);
    }

    private static List<OperatorTime> operators(List<NodeTime> nodes, double total) {
        Map<String, List<NodeTime>> byOperator = new TreeMap<>();
        nodes.forEach(node ->
                byOperator.computeIfAbsent(node.operator(), _ -> new ArrayList<>()).add(node));
        List<OperatorTime> operators = new ArrayList<>();
        byOperator.forEach((operator, members) -> {
            double seconds = members.stream().mapToDouble(NodeTime::seconds).sum();
            operators.add(
                    new OperatorTime(
                            operator, members.size(), seconds, total > 0 ? seconds / total : 0));
        });
        operators.sort(Comparator.comparingDouble(OperatorTime::seconds).reversed());
        return operators;
    }

    /// Index of the run that contains the event, or -1.
    private static int runOf(TraceEvent event, List<TraceEvent> runs) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            TraceEvent run = runs.get(i);
            if (event.start() >= run.start()) {
                return event.start() <= run.start() + run.duration() ? i : -1;
            }
        }
        return -1;
    }

    /// A node over all runs.
    private static final class Seen {
        private final TraceEvent first;
        private final long[] microsPerRun;
        private long executions;
        private long arenaPeak;
        private long arenaHeld;

        Seen(TraceEvent first, int runs) {
            this.first = first;
            this.microsPerRun = new long[runs];
        }

        void add(TraceEvent event, int run) {
            microsPerRun[run] += event.duration();
            executions++;
            if (event.arguments() != null) {
                arenaPeak = Math.max(arenaPeak, orZero(event.arguments().arenaPeak()));
                arenaHeld = Math.max(arenaHeld, orZero(event.arguments().arenaHeld()));
            }
        }

        NodeTime time(ToDoubleFunction<long[]> middle) {
            TraceEvent.Arguments arguments = first.arguments();
            String name = first.name();
            return new NodeTime(
                    name.substring(0, name.length() - NODE_SUFFIX.length()),
                    text(arguments == null ? null : arguments.operator()),
                    text(arguments == null ? null : arguments.provider()),
                    middle.applyAsDouble(microsPerRun) * 1e-6,
                    (double) executions / microsPerRun.length,
                    types(arguments == null ? null : arguments.inputs()),
                    types(arguments == null ? null : arguments.outputs()));
        }

        private static String text(@Nullable String text) {
            return text == null ? "unknown" : text;
        }

        private static long orZero(@Nullable Long value) {
            return value == null ? 0 : value;
        }

        private static List<String> types(@Nullable List<Map<String, List<Long>>> types) {
            List<String> texts = new ArrayList<>();
            for (Map<String, List<Long>> type :
                    types == null ? List.<Map<String, List<Long>>>of() : types) {
                type.forEach(
                        (element, shape) -> texts.add(element + shape.toString().replace(" ", "")));
            }
            return texts;
        }
    }
}
