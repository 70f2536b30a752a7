package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The sizes of Resize when it keeps proportions: one scale for all axes, the smallest
/// (`not_larger`) or largest (`not_smaller`) that the wanted sizes ask for, the sizes rounded half
/// up.
final class AspectRatio {

    private AspectRatio() {}

    static List<Dim> kept(String policy, Shape data, List<Integer> axes, List<Dim> wanted) {
        if (policy.equals("stretch")) {
            return wanted;
        }
        double scale = policy.equals("not_larger") ? Double.MAX_VALUE : 0;
        for (int i = 0; i < wanted.size(); i++) {
            Dim from = data.dim(axes.get(i));
            if (!from.isKnown() || !wanted.get(i).isKnown() || from.is(0)) {
                return Collections.nCopies(
                        wanted.size(), Dim.unknown("the common scale is not known"));
            }
            double own = (double) wanted.get(i).number().getAsLong() / from.number().getAsLong();
            scale = policy.equals("not_larger") ? Math.min(scale, own) : Math.max(scale, own);
        }
        List<Dim> sizes = new ArrayList<>(wanted.size());
        for (int axis : axes) {
            double size = scale * data.dim(axis).number().orElse(0);
            sizes.add(Arithmetic.truncated(Math.floor(size + 0.5)));
        }
        return sizes;
    }
}
