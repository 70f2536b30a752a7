package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// An ONNX operator: what it does to types and shapes, and what it costs.
///
/// Both rules are functions of the [OpContext] alone. A rule that cannot tell answers unknown with
/// a reason; it never guesses and never throws for what a model may contain.
public interface Op {

    /// Types of the outputs, one for each output name of the node (absent ones included).
    List<ValueType> infer(OpContext node);

    /// Work and traffic of one run. The context knows the output types by now.
    Cost cost(OpContext node);

    /// An operator whose outputs can be computed during analysis when its inputs are known: the
    /// integer arithmetic that decides shapes. Elements may be symbolic.
    interface Folding extends Op {

        /// Values of the outputs, in order; empty when they cannot be told.
        Optional<List<TensorValue>> fold(OpContext node);
    }

    /// An operator that runs bodies, some of whose outputs can be known where others cannot.
    interface Entering extends Op {

        /// Value of each output, in order, where it can be told.
        List<Optional<TensorValue>> known(OpContext node);
    }
}
