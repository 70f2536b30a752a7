package assay.benchmark.stats;

import java.util.Arrays;

/// Mann-Whitney's test and Cliff's delta of two sets of values, here the medians of processes:
/// advice beside the bootstrap, since they say whether there is a difference and not how large.
///
/// @param delta Cliff's delta: share of pairs in which the second value is larger, less the share
///   in which it is smaller; 1 where all are larger
/// @param odds two-sided p-value of Mann-Whitney's U; exact without ties up to 40 values, else by
///   the normal approximation with corrections for ties and continuity
public record RankTest(double delta, double odds) {

    private static final int MOST_EXACT = 40;

    /// Compares the second with the first.
    ///
    /// @throws IllegalArgumentException if either has no value
    public static RankTest of(double[] first, double[] second) {
        int n = first.length;
        int m = second.length;
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException("a rank test of " + n + " and " + m + " values");
        }
        double u = 0;
        for (double a : first) {
            for (double b : second) {
                u += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        double delta = 2 * u / ((double) n * m) - 1;
        double ties = ties(first, second);
        boolean exact = ties == 0 && n + m <= MOST_EXACT;
        return new RankTest(delta, exact ? exactOdds(u, n, m) : normalOdds(u, n, m, ties));
    }

    /// `sum of t^3 - t` over groups of `t` equal values.
    private static double ties(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Arrays.sort(all);
        double sum = 0;
        for (int from = 0; from < all.length; ) {
            int to = from;
            while (to < all.length && all[to] == all[from]) {
                to++;
            }
            double t = to - from;
            sum += t * t * t - t;
            from = to;
        }
        return sum;
    }

    /// Twice the share of all arrangements with a `U` as extreme, by counting the ways to choose
    /// `m` of the ranks 1 to n + m with each sum.
    private static double exactOdds(double u, int n, int m) {
        int most = n * m;
        double[][] ways = new double[m + 1][most + 1];
        ways[0][0] = 1;
        for (int rank = 1; rank <= n + m; rank++) {
            for (int chosen = Math.min(rank, m); chosen >= 1; chosen--) {
                int shift = rank - chosen;
                for (int sum = most; sum >= shift; sum--) {
                    ways[chosen][sum] += ways[chosen - 1][sum - shift];
                }
            }
        }
        double extreme = Math.min(u, most - u);
        double below = 0;
        double all = 0;
        for (int sum = 0; sum <= most; sum++) {
            all += ways[m][sum];
            below += sum <= extreme ? ways[m][sum] : 0;
        }
        return Math.min(1, 2 * below / all);
    }

    private static double normalOdds(double u, int n, int m, double ties) {
        double total = n + m;
        double variance =
                (double) n * m / 12 * (total + 1 - ties / (total * Math.max(1, total - 1)));
        double distance = Math.max(0, Math.abs(u - (double) n * m / 2) - 0.5);
        return variance <= 0
                ? 1
                : Math.min(1, 2 * MedianInterval.normalTail(distance / Math.sqrt(variance)));
    }
}
