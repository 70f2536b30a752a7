package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import java.util.Set;

/// Costs of operators whose traffic follows from their types alone.
final class Traffic {

    private static final Dim NONE = Dim.of(0);

    private Traffic() {}

    /// Reads every input once, writes every output once, and does `vectorFlops` on the way.
    static Cost stream(OpContext node, Dim vectorFlops) {
        return Cost.exact(NONE, vectorFlops, node.inputBytes(), node.outputBytes());
    }

    /// The same with multiply-accumulates.
    static Cost matrix(OpContext node, Dim macs, Dim vectorFlops) {
        return Cost.exact(macs, vectorFlops, node.inputBytes(), node.outputBytes());
    }

    /// Bytes of the inputs but those at `indices`: tables and caches of which only a part is read.
    static Dim readBut(OpContext node, Set<Integer> indices) {
        Dim bytes = NONE;
        for (int i = 0; i < node.inputCount(); i++) {
            if (node.hasInput(i) && !indices.contains(i)) {
                bytes = bytes.plus(node.input(i).bytes());
            }
        }
        return bytes;
    }

    /// Bytes of the outputs but those at `indices`: buffers of which only a part is written.
    static Dim writtenBut(OpContext node, Set<Integer> indices) {
        Dim bytes = NONE;
        for (int i = 0; i < node.outputCount(); i++) {
            if (node.hasOutput(i) && !indices.contains(i)) {
                bytes = bytes.plus(node.output(i).bytes());
            }
        }
        return bytes;
    }

    /// Bytes of `count` slices of an input along an axis, as a look-up takes them.
    static Dim slices(OpContext node, int input, long axis, Dim count) {
        return node.hasInput(input)
                ? Slices.without(node.input(input), axis).bytes().times(count)
                : NONE;
    }

    /// Moves all inputs to the outputs without arithmetic.
    static Cost copy(OpContext node) {
        return stream(node, NONE);
    }

    /// Moves a part of input 0: as many bytes of it are read as output 0 holds, and all of the
    /// other inputs.
    static Cost part(OpContext node) {
        Dim taken = NONE;
        for (int i = 0; i < node.outputCount(); i++) {
            taken = node.hasOutput(i) ? taken.plus(node.output(i).bytes()) : taken;
        }
        for (int i = 1; i < node.inputCount(); i++) {
            taken = node.hasInput(i) ? taken.plus(node.input(i).bytes()) : taken;
        }
        return Cost.exact(NONE, NONE, taken, node.outputBytes());
    }
}
