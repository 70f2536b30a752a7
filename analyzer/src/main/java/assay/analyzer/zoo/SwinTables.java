package assay.analyzer.zoo;

import java.util.ArrayList;
import java.util.List;

/// The fixed tables of windowed attention.
final class SwinTables {

    private static final double RULED_OUT = -100;

    private SwinTables() {}

    /// For each pair of places in a window, the number of their offset among the (2·window-1)²
    /// possible ones.
    static List<Double> offsets(int window) {
        List<Double> offsets = new ArrayList<>();
        int area = window * window;
        for (int from = 0; from < area; from++) {
            for (int to = 0; to < area; to++) {
                int rows = from / window - to / window + window - 1;
                int columns = from % window - to % window + window - 1;
                offsets.add((double) rows * (2 * window - 1) + columns);
            }
        }
        return offsets;
    }

    /// For each window of the shifted image and each pair of places in it: 0 where both come from
    /// the same side of the cut, else -100.
    static List<Double> mask(int height, int width, int window, int shift) {
        List<Double> mask = new ArrayList<>();
        int area = window * window;
        for (int top = 0; top < height; top += window) {
            for (int left = 0; left < width; left += window) {
                for (int from = 0; from < area; from++) {
                    for (int to = 0; to < area; to++) {
                        boolean together =
                                side(top + from / window, height, window, shift)
                                                == side(top + to / window, height, window, shift)
                                        && side(left + from % window, width, window, shift)
                                                == side(left + to % window, width, window, shift);
                        mask.add(together ? 0.0 : RULED_OUT);
                    }
                }
            }
        }
        return mask;
    }

    /// 0 before the last window, 1 in its part that stayed, 2 in the part that wrapped around.
    private static int side(int place, int size, int window, int shift) {
        if (place < size - window) {
            return 0;
        }
        return place < size - shift ? 1 : 2;
    }
}
