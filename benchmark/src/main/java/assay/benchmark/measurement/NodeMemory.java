package assay.benchmark.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the table of memory by node that ONNX Runtime writes where the session entry
/// `session.collect_node_memory_stats_to_file` names a file.
public final class NodeMemory {

    private static final String SCRATCH = "total_temp_allocations";

    private NodeMemory() {}

    /// The largest scratch memory of a node, in bytes: what its kernel takes while it runs and
    /// gives back. Null where the file is absent or says nothing of it.
    public static @Nullable Long largestScratch(Path file) throws IOException {
        List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() < 2) {
            return null;
        }
        List<String> names = Arrays.asList(lines.getFirst().replace("#", "").split(",", -1));
        int column = names.indexOf(SCRATCH);
        Long largest = null;
        for (String line : lines.subList(1, lines.size())) {
            // a node's name may hold commas: columns count from the right
            String[] cells = line.split(",", -1);
            int cell = cells.length - names.size() + column;
            if (column >= 0
                    && cell >= 0
                    && cell < cells.length
                    && cells[cell].matches("\\d{1,18}")) {
                long bytes = Long.parseLong(cells[cell]);
                largest = largest == null ? bytes : Math.max(largest, bytes);
            }
        }
        return largest;
    }
}
