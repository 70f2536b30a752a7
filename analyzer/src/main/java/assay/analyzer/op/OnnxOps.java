package assay.analyzer.op;

import assay.analyzer.op.Ops.Row;
import java.util.List;

/// The operators of `ai.onnx`, in alphabetical order.
final class OnnxOps {

    static final List<Row> ROWS = List.of();

    private OnnxOps() {}
}
